"""A real Django over HTTPS: its login with CSRF, and invoices behind it. Arguments: directory, certificate, key."""

import json
import os
import ssl
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django
from django.conf import settings

directory, certificate, key = sys.argv[1:4]

settings.configure(
    SECRET_KEY="only-for-this-test",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(directory, "db")}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.locmem.Loader",
                        {"login.html": '<form method="post">{% csrf_token %}{{ form.as_p }}</form>'},
                    )
                ]
            },
        }
    ],
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    LOGIN_URL="/accounts/login/",
    LOGIN_REDIRECT_URL="/",
    SESSION_COOKIE_SECURE=True,
    CSRF_COOKIE_SECURE=True,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.auth.views import LoginView  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.http import HttpResponse, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402

invoices = [{"id": 1, "status": "sent", "customer": "first"}]


@login_required
def start(request):
    return HttpResponse("Merhaba, " + request.user.username)


@login_required
def invoice_list(request):
    if request.method == "POST":
        invoice = {"id": len(invoices) + 1, **json.loads(request.body)}
        invoices.append(invoice)
        return JsonResponse(invoice, status=201)
    return JsonResponse({"count": len(invoices), "results": invoices})


@login_required
def pdf(request, number):
    whole = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + str(number).encode() + b"\n%%EOF\n"
    return HttpResponse(whole[:-7] if request.GET.get("cut") else whole, content_type="application/pdf")


urlpatterns = [
    path("", start),
    path("accounts/login/", LoginView.as_view(template_name="login.html")),
    path("api/invoices/", invoice_list),
    path("api/invoices/<int:number>/pdf/", pdf),
]

call_command("migrate", verbosity=0)
User.objects.create_user("admin", password="p&ss wörd=1")


class Handler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


server = Server(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
server.set_app(WSGIHandler())
server.base_environ["HTTPS"] = "on"
print(server.server_port, flush=True)
server.serve_forever()
