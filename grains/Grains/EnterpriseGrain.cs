using Qianliyan.Abstractions;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Grains.Twins;

namespace Qianliyan.Grains;

public sealed class EnterpriseGrain(TwinServices services)
    : TwinGrain<EnterpriseState>(TwinKind.Enterprise, new EnterpriseFold(), services), IEnterpriseGrain
{
    public async ValueTask<long> Order(EmergencyOrder order)
    {
        long[] sequences = await Append(new[] { new PendingEntry(new Ordered(order), NowUnixMs()) });
        return sequences[0];
    }

    public ValueTask<EmergencyOrder[]> GetOrders() => new([.. State.Orders.Values]);
}
