using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Findings;

/// <summary>
/// What a rule found on a twin in a window. The same twin, rule, factor, window and subject always give the same
/// <see cref="Id"/>, so that sending a finding twice is harmless.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.Finding")]
public sealed record Finding
{
    [Id(0)]
    public required TwinName Twin { get; init; }

    /// <summary>Name of the rule in the policy file, such as <c>limit.hour</c>.</summary>
    [Id(1)]
    public required string Rule { get; init; }

    [Id(2)]
    public required string PolicyVersion { get; init; }

    [Id(3)]
    public FactorCode Factor { get; init; }

    /// <summary>Start of the window that was judged.</summary>
    [Id(4)]
    public required BeijingTime WindowStart { get; init; }

    /// <summary>End of the window, exclusive.</summary>
    [Id(5)]
    public required BeijingTime WindowEnd { get; init; }

    [Id(6)]
    public required FindingState State { get; init; }

    [Id(7)]
    public required EscalationLevel Level { get; init; }

    [Id(8)]
    public Exact Value { get; init; }

    [Id(9)]
    public Exact Limit { get; init; }

    /// <summary>The arithmetic in words, such as <c>hour mean 120 &gt; limit 100, 0.2 times over</c>.</summary>
    [Id(10)]
    public required string Reason { get; init; }

    /// <summary>Clause and source of the limit or rule.</summary>
    [Id(11)]
    public string? Clause { get; init; }

    /// <summary>Sequence number, in the twin's journal, of the first and last entry behind the figure.</summary>
    [Id(12)]
    public long FirstEntry { get; init; }

    [Id(13)]
    public long LastEntry { get; init; }

    /// <summary>Sequence number of the entry that raised, revised or withdrew it.</summary>
    [Id(14)]
    public long DecidedBy { get; init; }

    /// <summary>Provisional while marks and late data may still change it.</summary>
    [Id(15)]
    public FindingStanding Standing { get; init; } = FindingStanding.Provisional;

    /// <summary>What becomes of it (前/中/后): a lead, a warning before, a call during, or a case after the fact.</summary>
    [Id(16)]
    public FindingClass Class { get; init; } = FindingClass.Lead;

    /// <summary>The article of law in force on the day of the act; null where it grounds no penalty.</summary>
    [Id(17)]
    public string? LegalBasis { get; init; }

    /// <summary>The numbers of the arithmetic, by name, for an explanation.</summary>
    [Id(18)]
    public ValueList<FindingFigure> Figures { get; init; }

    /// <summary>
    /// What of the twin it is about: a pair of devices, a device at a meter, an order; empty for the twin itself.
    /// </summary>
    [Id(19)]
    public string Subject { get; init; } = "";

    /// <summary>
    /// What it is about is over, though its day is not settled; false where that goes on, and where nobody says it.
    /// </summary>
    [Id(20)]
    public bool HasEnded { get; init; }

    public string Id
    {
        get
        {
            string onWindow = Factor.IsEmpty
                ? $"{Twin}:{Rule}:{WindowStart.UnixSeconds}"
                : $"{Twin}:{Rule}:{Factor}:{WindowStart.UnixSeconds}";
            return Subject.Length == 0 ? onWindow : $"{onWindow}:{Subject}";
        }
    }
}
