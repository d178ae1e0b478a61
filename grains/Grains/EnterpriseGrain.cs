using Qianliyan.Abstractions;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Grains.Twins;

namespace Qianliyan.Grains;

public sealed class EnterpriseGrain(TwinServices services)
    : TwinGrain<EnterpriseState>(TwinKind.Enterprise, new EnterpriseFold(), services), IEnterpriseGrain
{
    public async ValueTask<OrderVersion?> Order(EmergencyOrder order)
    {
        long now = NowUnixMs();
        long[] sequences = await Append(new[] { new PendingEntry(new Ordered(order), now) });
        return sequences[0] == 0 ? null : new OrderVersion(order, new BeijingTime(now / 1_000), sequences[0]);
    }

    public ValueTask<OrderVersion[]> GetOrders() => new([.. State.Orders.Newest]);
}
