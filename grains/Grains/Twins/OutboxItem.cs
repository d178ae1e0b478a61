using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Grains.Twins;

readonly record struct OutboxItem(TwinName Target, Signal Signal);
