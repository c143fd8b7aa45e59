require('./load.cjs').load('runner.cjs')
