using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// The orders that an enterprise holds, each in the version with the highest revision: a version that comes after a
/// higher one changes nothing, so of two editors at once one stands and the other is told.
/// </summary>
public sealed class OrderBook
{
    readonly SortedDictionary<string, OrderVersion> _orders = new(StringComparer.Ordinal);

    /// <summary>In order of number, lifted ones included.</summary>
    public IReadOnlyCollection<OrderVersion> Newest => _orders.Values;

    public IEnumerable<EmergencyOrder> All => _orders.Values.Select(version => version.Order);

    public EmergencyOrder? Find(string number) => _orders.GetValueOrDefault(number)?.Order;

    /// <summary>Whether a version as high is held; one without a revision follows the newest, unless it says the same.</summary>
    public bool Holds(EmergencyOrder order) =>
        Find(order.Number) is { } held
        && (order.Revision > 0 ? order.Revision <= held.Revision : order == held with { Revision = 0 });

    /// <returns>The version that it takes the place of; null of a new number.</returns>
    public EmergencyOrder? Take(EmergencyOrder order, BeijingTime orderedAt, long entry)
    {
        EmergencyOrder? former = Find(order.Number);
        if (order.Revision == 0)
            order = order with { Revision = (former?.Revision ?? 0) + 1 };
        _orders[order.Number] = new OrderVersion(order, orderedAt, entry);
        return former;
    }

    /// <summary>Forgets orders that ended before a natural day.</summary>
    public void ForgetBefore(int day)
    {
        foreach (string gone in _orders.Where(held => held.Value.Order.To.DayNumber < day).Select(held => held.Key).ToArray())
            _orders.Remove(gone);
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_orders.Count);
        foreach (OrderVersion version in _orders.Values)
            OrderVersion.Write(writer, version);
    }

    public static OrderBook Read(ref EntryReader reader)
    {
        var book = new OrderBook();
        for (int count = reader.Count(); count > 0; count--)
        {
            var version = OrderVersion.Read(ref reader);
            book._orders.Add(version.Order.Number, version);
        }

        return book;
    }
}
