require('./load.cjs').load('drill.cjs')
