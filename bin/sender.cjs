require('./load.cjs').load('sender.cjs')
