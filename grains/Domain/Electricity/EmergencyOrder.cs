using Qianliyan.Domain.Codec;
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

    /// <summary>The longest order in natural days; a longer emergency is ordered anew.</summary>
    public const int MostDays = 14;

    /// <summary>The longest number.</summary>
    public const int MostNumber = 64;

    /// <summary>Why an order is not one; null of one that is.</summary>
    public OrderRefusal? Refusal() =>
        string.IsNullOrWhiteSpace(Number) ? new(nameof(Number), Number, "is empty")
        : Number.Length > MostNumber ? new(nameof(Number), Number, $"has more than {MostNumber} characters")
        : !From.IsSet ? new(nameof(From), "", "is not set")
        : To <= From ? new(nameof(To), To.ToString(), $"is not after the start {From}")
        : To.UnixSeconds - From.UnixSeconds > MostDays * BeijingTime.SecondsPerDay
            ? new(nameof(To), To.ToString(), $"is more than {MostDays} days after the start {From}")
        : !Cut.HasValue || Cut.Value is <= 0 or > 1 ? new(nameof(Cut), Cut.ToString(), "is not above 0 and at most 1")
        : null;

    public static void Write(EntryWriter writer, EmergencyOrder order)
    {
        writer.Text(order.Number);
        writer.Time(order.From);
        writer.Time(order.To);
        writer.Exact(order.Cut);
        writer.Bool(order.IsLifted);
    }

    public static EmergencyOrder Read(ref EntryReader reader) => new()
    {
        Number = reader.Text() ?? "",
        From = reader.Time(),
        To = reader.Time(),
        Cut = reader.Exact(),
        IsLifted = reader.Bool(),
    };
}

/// <summary>What of an order is not right.</summary>
/// <param name="Property">Of the order.</param>
/// <param name="Value">As it is.</param>
/// <param name="Reason">A predicate: "is empty".</param>
public sealed record OrderRefusal(string Property, string Value, string Reason);
