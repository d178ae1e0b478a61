using Qianliyan.Abstractions;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Registry;
using Qianliyan.Grains.Twins;

namespace Qianliyan.Grains;

public sealed class IncineratorGrain(TwinServices services)
    : TwinGrain<IncineratorState>(TwinKind.Incinerator, new IncineratorFold(), services), IIncineratorGrain;
