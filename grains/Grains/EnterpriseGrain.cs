using Qianliyan.Abstractions;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Registry;
using Qianliyan.Grains.Twins;

namespace Qianliyan.Grains;

public sealed class EnterpriseGrain(TwinServices services)
    : TwinGrain<EnterpriseState>(TwinKind.Enterprise, new EnterpriseFold(), services), IEnterpriseGrain;
