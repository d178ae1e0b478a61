using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Explaining;

/// <summary>What one rule made of one window, with the numbers as they stood.</summary>
public sealed record RuleAnswer
{
    /// <summary>Name of the rule, as findings carry it.</summary>
    public required string Rule { get; init; }

    /// <summary>Empty for a rule about no factor.</summary>
    public FactorCode Factor { get; init; }

    /// <summary>As of <see cref="Finding.Subject"/>; empty for the twin itself.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Factors whose data are behind the figure; <see cref="Factor"/> where none is named.</summary>
    public ValueList<FactorCode> Behind { get; init; }

    public required BeijingTime WindowStart { get; init; }

    /// <summary>Exclusive.</summary>
    public required BeijingTime WindowEnd { get; init; }

    public required AnswerGround Ground { get; init; }

    /// <summary>The arithmetic in words, as far as the rule went.</summary>
    public required string Why { get; init; }

    /// <summary>What would have had to be otherwise for the rule to find something; empty where it did.</summary>
    public string WouldDiffer { get; init; } = "";

    /// <summary>Clause and source of the limit or rule; null where none is given.</summary>
    public string? Clause { get; init; }

    /// <summary>Version of the policy that the window was judged under.</summary>
    public required string PolicyVersion { get; init; }

    public ValueList<FindingFigure> Figures { get; init; }

    /// <summary>
    /// From when on marks change the window no more, or its end where a rule knows no marks; not set when that is past. An
    /// answer that is <see cref="AnswerGround.Open"/> is never final.
    /// </summary>
    public BeijingTime ProvisionalUntil { get; init; }

    /// <summary>Sequence numbers of the entries behind the figure; 0 where there are none.</summary>
    public long FirstEntry { get; init; }

    public long LastEntry { get; init; }

    /// <summary>Whether a finding is on the same thing in a window that overlaps this one.</summary>
    public bool IsOn(Finding finding) =>
        finding.Rule == Rule
        && finding.Factor == Factor
        && finding.Subject == Subject
        && finding.WindowStart < WindowEnd
        && finding.WindowEnd > WindowStart;

    /// <summary>On a window, with nothing said of it yet.</summary>
    public static RuleAnswer Blank(
        string rule, BeijingTime start, BeijingTime end, string? clause, Policy policy) => new()
        {
            Rule = rule,
            WindowStart = start,
            WindowEnd = end,
            Ground = AnswerGround.None,
            Why = "",
            Clause = clause,
            PolicyVersion = policy.Version,
        };
}
