using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Detectors;

/// <summary>How far an hour brought a detector towards a lead.</summary>
public sealed record LeadTally
{
    /// <summary>Such as <c>data.constant</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>Start of the hour, Beijing time.</summary>
    public required BeijingTime Hour { get; init; }

    /// <summary>What the detector made of the hour.</summary>
    public required Oddity Oddity { get; init; }

    /// <summary>What it had counted behind the hour, in its own unit: odd hours, equal hours, hours held.</summary>
    public required int Counted { get; init; }

    /// <summary>Share of what a lead needs, from 0; 1 is a lead.</summary>
    public required decimal Reached { get; init; }

    /// <summary>The arithmetic in words; of an hour that says nothing what was missing.</summary>
    public required string Why { get; init; }

    /// <summary>What was missing to a lead.</summary>
    public required string More { get; init; }

    /// <summary>Its numbers, with the policy parameters used.</summary>
    public required ValueList<FindingFigure> Figures { get; init; }

    /// <summary>Why an hour does not stand for a running plant.</summary>
    internal static string NotRunning(in HourSight hour) =>
        hour.Value.HasValue ? $"the hour mean {hour.Value} {Excuse(in hour)}" : "the hour has no value";

    /// <summary>The mark or flag of an hour.</summary>
    internal static string Excuse(in HourSight hour) =>
        hour.IsMarked && !hour.Flag.IsOfInstrument() ? "is under a mark" : $"is flagged {hour.Flag.Letter()}";

    internal static string Hours(int count) => count == 1 ? "hour" : "hours";

    /// <summary>Those of some figures that have a value.</summary>
    internal static IEnumerable<FindingFigure> Known(params (string Name, Exact Value)[] figures) =>
        figures.Where(figure => figure.Value.HasValue).Select(figure => new FindingFigure(figure.Name, figure.Value));
}
