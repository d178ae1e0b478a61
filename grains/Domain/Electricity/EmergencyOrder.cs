using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Electricity;

/// <summary>An order to cut or stop production for a heavy-pollution emergency (重污染天气应急响应).</summary>
[GenerateSerializer, Immutable, Alias("qly.EmergencyOrder")]
public sealed record EmergencyOrder
{
    /// <summary>The order's number; a later order of the same number replaces it.</summary>
    [Id(0)]
    public required string Number { get; init; }

    [Id(1)]
    public required BeijingTime From { get; init; }

    /// <summary>Exclusive.</summary>
    [Id(2)]
    public required BeijingTime To { get; init; }

    /// <summary>Share of the usual power that must go, above 0 to 1; 1 stops production.</summary>
    [Id(3)]
    public required Exact Cut { get; init; }

    /// <summary>The order was taken back.</summary>
    [Id(4)]
    public bool IsLifted { get; init; }
}
