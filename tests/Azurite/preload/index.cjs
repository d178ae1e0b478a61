// Preloaded by node before the emulator: where it is far from the service that it stands for, it is brought nearer.
'use strict';

require('./one-transaction-at-a-time.cjs');
require('./ranges-by-index.cjs');
require('./saved-once-a-minute.cjs');
