// Azurite writes all its rows to disk every 5 s, and answers nobody meanwhile: with 60,000 rows that is a second each time.
// Here it does so once a minute, and as ever when it is told to end.
'use strict';

const path = require('path');
const Store = require(path.join(path.dirname(process.argv[1]), 'persistence', 'LokiTableMetadataStore.js')).default;

const MINUTE = 60_000;
const init = Store.prototype.init;

Store.prototype.init = function () {
  this.db.autosaveDisable();
  this.db.autosaveInterval = MINUTE;
  this.db.autosaveEnable();
  return init.call(this);
};
