using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>How the condition of a furnace shows in its process data, and in which order conditions follow.</summary>
public sealed record ConditionPolicy
{
    /// <summary>The changes of condition that need no explanation.</summary>
    public required ValueList<ConditionStep> Allowed { get; init; }

    /// <summary>A gap between two marks shorter than this is no condition of its own.</summary>
    public required int MinimumStayMinutes { get; init; }

    /// <summary>The factor that is over 0 while waste is fed.</summary>
    public required FactorCode FeedFactor { get; init; }

    public required FactorCode OxygenFactor { get; init; }

    /// <summary>A furnace below this may be out of operation, degrees Celsius.</summary>
    public required decimal IdleBelowCelsius { get; init; }

    /// <summary>Out of operation the oxygen is over this, volume per cent.</summary>
    public required decimal IdleOverOxygen { get; init; }

    /// <summary>What emission out of operation excludes the mark.</summary>
    public required IdleEmission IdleEmission { get; init; }

    /// <summary>Whether an hour within which the marked condition changes is held against its data.</summary>
    public required PartHours PartHours { get; init; }

    /// <summary>Minutes before and after a change of the marked condition in which either may hold.</summary>
    public required int UncertainMinutes { get; init; }

    /// <summary>The most that the feed factor shows.</summary>
    public required decimal FullFeed { get; init; }

    /// <summary>A change from hour to hour of at most this is none, degrees Celsius.</summary>
    public required decimal FlatCelsius { get; init; }
}

/// <summary>Emission while 停运 is marked.</summary>
public enum IdleEmission : byte
{
    /// <summary>A pollutant's valid hourly mean over its hourly limit, unless the oxygen is that of air.</summary>
    HourOverLimit,

    Ignored,
}

/// <summary>What is made of an hour of which a part is under a condition.</summary>
public enum PartHours : byte
{
    /// <summary>Its data exclude the condition where the rest of the hour cannot explain them.</summary>
    Bounded,

    Ignored,
}

/// <summary>A change from one condition to the next, written <c>from &gt; to</c>.</summary>
public readonly record struct ConditionStep(MarkCode From, MarkCode To)
{
    /// <exception cref="FormatException">Not two conditions with <c> &gt; </c> between them.</exception>
    public static ConditionStep Parse(string text) =>
        text.Split(" > ") is [var from, var to]
            ? new ConditionStep(CodeOf(from), CodeOf(to))
            : throw new FormatException($"'{text}' is not two conditions with ' > ' between them");

    public override string ToString() => $"{From.Term()}→{To.Term()}";

    static MarkCode CodeOf(string text) =>
        Enum.TryParse(text, ignoreCase: true, out MarkCode code) && !char.IsAsciiDigit(text[0])
            ? code
            : throw new FormatException($"'{text}' is no condition");
}
