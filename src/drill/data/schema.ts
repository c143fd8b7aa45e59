/** The tables of FinAsis that the probes know, as Django would have made them. */
export const schema = `
create table django_migrations (id serial primary key, app varchar(255) not null, name varchar(255) not null, applied timestamptz not null);
create table auth_user (
  id serial primary key, username varchar(150) not null unique, email varchar(254) not null,
  is_active boolean not null default true, date_joined timestamptz not null);
create table einvoice_customer (
  id serial primary key, title varchar(200) not null, tax_number varchar(11) not null unique, tax_office varchar(80) not null);
create table einvoice_invoice (
  id serial primary key, number varchar(20) not null unique, customer_id integer not null references einvoice_customer (id) deferrable initially deferred,
  created_by_id integer references auth_user (id) deferrable initially deferred,
  status varchar(12) not null, total numeric(12, 2) not null check (total >= 0), note text not null default '', created_at timestamptz not null);
create table documents_document (
  id serial primary key, file varchar(200) not null, invoice_id integer references einvoice_invoice (id) deferrable initially deferred,
  uploaded_at timestamptz not null);
create index einvoice_invoice_customer_id on einvoice_invoice (customer_id);
create index einvoice_invoice_created_at on einvoice_invoice (created_at);
create index documents_document_invoice_id on documents_document (invoice_id);
`

/** What the release of tonight has changed in them. */
export const migrationOfTonightSql = `
alter table einvoice_invoice add column vat_breakdown jsonb not null default '{}'::jsonb;
create index einvoice_invoice_status on einvoice_invoice (status);
`
