using Orleans.Concurrency;
using Qianliyan.Domain.Electricity;

namespace Qianliyan.Abstractions;

/// <summary>An enterprise (排污单位); key its code.</summary>
[Alias("qly.IEnterpriseGrain")]
public interface IEnterpriseGrain : ITwinGrain
{
    /// <summary>Takes a version of an order for an emergency, with its revision, and returns when it is durable.</summary>
    /// <returns>The version as it is kept; null when the enterprise holds one as high of that number already.</returns>
    /// <exception cref="ArgumentException">The order is none; the message says why.</exception>
    [Alias("Order")]
    ValueTask<OrderVersion?> Order(EmergencyOrder order);

    /// <summary>The newest version of every order that the enterprise holds, lifted ones included, in order of number.</summary>
    [AlwaysInterleave, Alias("GetOrders")]
    ValueTask<OrderVersion[]> GetOrders();
}
