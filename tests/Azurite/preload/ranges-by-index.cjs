// Azurite answers a query by looking at every row of the table, and answers nobody else meanwhile: with 20,000 rows that
// is a tenth of a second. The service finds a range of one partition by its index. This does so for the one form of
// filter that asks for such a range; what is found still passes the filter.
'use strict';

const path = require('path');
const Store = require(path.join(path.dirname(process.argv[1]), 'persistence', 'LokiTableMetadataStore.js')).default;

const TEXT = "'((?:[^']|'')*)'";
const RANGE = new RegExp(`^PartitionKey eq ${TEXT} and RowKey ge ${TEXT} and RowKey lt ${TEXT}$`);
const query = Store.prototype.queryTableEntities;

Store.prototype.queryTableEntities = function (context, account, table, options, ...next) {
  const match = RANGE.exec(options.filter ?? '');
  if (match === null) {
    return query.call(this, context, account, table, options, ...next);
  }

  const [from, to] = match.slice(2).map((text) => text.replaceAll("''", "'"));
  const narrowed = Object.create(this, {
    getEntityCollection: {
      value: (...where) => ({
        chain: () => this.getEntityCollection(...where).chain().find({ RowKey: { $between: [from, to] } }),
      }),
    },
  });
  return query.call(narrowed, context, account, table, options, ...next);
};
