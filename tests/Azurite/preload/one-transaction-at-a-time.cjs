// Azurite keeps what a transaction would roll back in one place for all of them: a second one that begins meanwhile is
// answered 500 "Transaction Overlap!", or is mixed up with the first. The service takes them side by side. Here each waits
// for the one before it.
'use strict';

const path = require('path');
const Orchestrator = require(path.join(path.dirname(process.argv[1]), 'batch', 'TableBatchOrchestrator.js')).default;

const run = Orchestrator.prototype.processBatchRequestAndSerializeResponse;
let last = Promise.resolve();

Orchestrator.prototype.processBatchRequestAndSerializeResponse = function (body) {
  const result = last.then(() => run.call(this, body));
  last = result.catch(() => {});
  return result;
};
