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
    public string? Refusal() =>
        string.IsNullOrWhiteSpace(Number) ? "number is empty"
        : Number.Length > MostNumber ? $"number has more than {MostNumber} characters"
        : !From.IsSet ? "from is not set"
        : To <= From ? $"to {To} is not after from {From}"
        : To.UnixSeconds - From.UnixSeconds > MostDays * BeijingTime.SecondsPerDay
            ? $"to {To} is more than {MostDays} days after from {From}"
        : !Cut.HasValue || Cut.Value is <= 0 or > 1 ? $"cut '{Cut}' is not above 0 and at most 1"
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
