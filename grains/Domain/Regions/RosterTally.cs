using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>Counts of roster lines by kind, level and link.</summary>
sealed class RosterTally
{
    const int Kinds = (int)TwinKind.Case + 1;
    const int Levels = (int)EscalationLevel.Exceeded + 1;
    const int Links = (int)LinkState.Silent + 1;

    readonly int[] _byLevel = new int[Kinds * Levels];
    readonly int[] _byLink = new int[Kinds * Links];

    public void Count(RosterLine line, int change)
    {
        _byLevel[(int)line.Name.Kind * Levels + (int)line.Level] += change;
        _byLink[(int)line.Name.Kind * Links + (int)line.Link] += change;
    }

    public void Add(RosterTally other)
    {
        for (int i = 0; i < _byLevel.Length; i++)
            _byLevel[i] += other._byLevel[i];
        for (int i = 0; i < _byLink.Length; i++)
            _byLink[i] += other._byLink[i];
    }

    public void Add(RosterCounts counts)
    {
        foreach (KindCounts kind in counts.Kinds)
        {
            Span<int> levels = _byLevel.AsSpan((int)kind.Kind * Levels, Levels);
            levels[(int)EscalationLevel.Normal] += kind.Normal;
            levels[(int)EscalationLevel.Notice] += kind.Notice;
            levels[(int)EscalationLevel.Warning] += kind.Warning;
            levels[(int)EscalationLevel.Exceeded] += kind.Exceeded;
            Span<int> links = _byLink.AsSpan((int)kind.Kind * Links, Links);
            links[(int)LinkState.Unknown] += kind.Unknown;
            links[(int)LinkState.Online] += kind.Online;
            links[(int)LinkState.Silent] += kind.Silent;
        }
    }

    public int Of(TwinKind kind, LinkState link) => _byLink[(int)kind * Links + (int)link];

    /// <summary>The kinds that occur, in order.</summary>
    public RosterCounts ToCounts()
    {
        var kinds = new List<KindCounts>(Kinds);
        for (int kind = 0; kind < Kinds; kind++)
        {
            ReadOnlySpan<int> levels = _byLevel.AsSpan(kind * Levels, Levels);
            ReadOnlySpan<int> links = _byLink.AsSpan(kind * Links, Links);
            if (!levels.ContainsAnyExcept(0))
                continue;
            kinds.Add(new KindCounts
            {
                Kind = (TwinKind)kind,
                Normal = levels[(int)EscalationLevel.Normal],
                Notice = levels[(int)EscalationLevel.Notice],
                Warning = levels[(int)EscalationLevel.Warning],
                Exceeded = levels[(int)EscalationLevel.Exceeded],
                Unknown = links[(int)LinkState.Unknown],
                Online = links[(int)LinkState.Online],
                Silent = links[(int)LinkState.Silent],
            });
        }

        return new RosterCounts { Kinds = [.. kinds] };
    }
}
