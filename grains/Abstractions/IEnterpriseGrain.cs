using Orleans.Concurrency;
using Qianliyan.Domain.Electricity;

namespace Qianliyan.Abstractions;

/// <summary>An enterprise (排污单位); key its code.</summary>
[Alias("qly.IEnterpriseGrain")]
public interface IEnterpriseGrain : ITwinGrain
{
    /// <summary>Takes an order for an emergency and returns when it is durable.</summary>
    /// <returns>The sequence number of its entry; 0 when the enterprise holds the same order already.</returns>
    /// <exception cref="ArgumentException">The order is none; the message says why.</exception>
    [Alias("Order")]
    ValueTask<long> Order(EmergencyOrder order);

    /// <summary>The orders that the enterprise holds, lifted ones included, in order of number.</summary>
    [AlwaysInterleave, Alias("GetOrders")]
    ValueTask<EmergencyOrder[]> GetOrders();
}
