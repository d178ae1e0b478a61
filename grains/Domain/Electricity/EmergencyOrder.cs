using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Electricity;

/// <summary>
/// One version of an order to cut or stop production for a heavy-pollution emergency (重污染天气应急响应). Editing it or
/// taking it back makes a version with the same <see cref="Number"/> and a higher <see cref="Revision"/>; the journal
/// keeps all.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.EmergencyOrder")]
public sealed record EmergencyOrder
{
    /// <summary>Names the order within its enterprise, over all its versions.</summary>
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

    /// <summary>This version takes the order back.</summary>
    [Id(4)]
    public bool IsLifted { get; init; }

    /// <summary>The account that gave this version; empty of one from before orders had authors.</summary>
    [Id(5)]
    public string Author { get; init; } = "";

    [Id(6)]
    public string? Reason { get; init; }

    /// <summary>1 for the first version, one more with every edit; 0 for whichever follows the newest.</summary>
    [Id(7)]
    public int Revision { get; init; }

    /// <summary>As the findings on the order name it.</summary>
    public string Subject => $"order {Number}";

    /// <summary>The longest order in natural days; a longer emergency is ordered anew.</summary>
    public const int MostDays = 14;

    /// <summary>How long before it begins an order is given at most, in days: warnings are given days ahead, not months.</summary>
    public const int MostDaysAhead = 31;

    /// <summary>The longest number.</summary>
    public const int MostNumber = 64;

    const byte Lifted = 1;
    const byte Signed = 2;

    /// <summary>Why an order is not one; null of one that is.</summary>
    public OrderRefusal? Refusal() =>
        string.IsNullOrWhiteSpace(Number) ? new(nameof(Number), Number, "is empty")
        : Number.Length > MostNumber ? new(nameof(Number), Number, $"has more than {MostNumber} characters")
        : !From.IsSet ? new(nameof(From), "", "is not set")
        : To <= From ? new(nameof(To), To.ToString(), $"is not after the start {From}")
        : To.UnixSeconds - From.UnixSeconds > MostDays * BeijingTime.SecondsPerDay
            ? new(nameof(To), To.ToString(), $"is more than {MostDays} days after the start {From}")
        : !Cut.HasValue || Cut.Value is <= 0 or > 1 ? new(nameof(Cut), Cut.ToString(), "is not above 0 and at most 1")
        : Revision < 0 ? new(nameof(Revision), $"{Revision}", "is negative")
        : null;

    public static void Write(EntryWriter writer, EmergencyOrder order)
    {
        writer.Text(order.Number);
        writer.Time(order.From);
        writer.Time(order.To);
        writer.Exact(order.Cut);
        bool isSigned = order.Author.Length > 0 || order.Revision > 0;
        writer.Byte((byte)((order.IsLifted ? Lifted : 0) | (isSigned ? Signed : 0)));
        if (!isSigned)
            return;
        writer.Text(order.Author);
        writer.Text(order.Reason);
        writer.Int(order.Revision);
    }

    public static EmergencyOrder Read(ref EntryReader reader)
    {
        var order = new EmergencyOrder
        {
            Number = reader.Text() ?? "",
            From = reader.Time(),
            To = reader.Time(),
            Cut = reader.Exact(),
        };
        byte parts = reader.Byte();
        if (parts > (Lifted | Signed))
            throw new InvalidDataException($"Order {order.Number} has parts {parts} that this version does not know.");
        order = order with { IsLifted = (parts & Lifted) != 0 };
        return (parts & Signed) == 0
            ? order
            : order with { Author = reader.Text() ?? "", Reason = reader.Text(), Revision = reader.Int() };
    }
}

/// <summary>What of an order is not right.</summary>
/// <param name="Property">Of the order.</param>
/// <param name="Value">As it is.</param>
/// <param name="Reason">A predicate: "is empty".</param>
public sealed record OrderRefusal(string Property, string Value, string Reason);
