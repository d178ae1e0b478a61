using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>What a region (行政区) holds live.</summary>
/// <remarks>
/// The roster is stored in parts (<see cref="RosterPart"/>), all of them in memory all the time. The snapshot holds the
/// rest: a recent finding takes 100 to 250 bytes of it, the counts of a region below about 10 a kind of twin. The months of
/// the cells of a city are pages, in memory while a tick ranks them.
/// </remarks>
public sealed class RegionState(TwinName name) : ITwinState
{
    /// <summary>Findings that are kept for the feed.</summary>
    public const int MostRecent = 200;

    Roster? _roster;

    public TwinName Name => name;

    public RegionCode Code { get; } = name.AsRegion();

    public PageSet Pages { get; } = new();

    public RegionRecord? Registration { get; set; }

    RegistryRecord? ITwinState.Registration => Registration;

    public Standing Standing { get; init; } = new();

    EscalationLevel ITwinState.Level => Standing.Level;

    public RegionClock Clock { get; init; } = new();

    /// <summary>The twins that have ever told the region anything.</summary>
    public int Sources { get; set; }

    public int Parts => RosterParting.PartsOf(Sources);

    /// <summary>The twins that stand directly in the region: the lines of all parts in order of name.</summary>
    public Roster Roster => _roster ??= Gather();

    /// <summary>What the regions directly below counted last.</summary>
    public SortedDictionary<RegionCode, RosterCounts> Children { get; } = [];

    /// <summary>Own roster and all regions below.</summary>
    public RosterCounts Totals { get; set; } = new() { Kinds = [] };

    /// <summary>In order of arrival.</summary>
    public Queue<RecentFinding> Recent { get; } = new();

    /// <summary>Of a city: the newest month that a cell told its mean of; the default value before the first.</summary>
    public NaturalMonth NewestMonth { get; set; }

    /// <summary>Of a city: the months whose means have changed since their cells were ranked, or that never were.</summary>
    public SortedSet<NaturalMonth> MonthsToRank { get; init; } = [];

    /// <summary>Of a city: what the months of its cells are ranked by.</summary>
    public RankedFactors RankedFactors { get; set; } = new();

    public CityMonth MonthOf(NaturalMonth month) =>
        Pages.GetOrAdd(CityMonth.IdOf(month), static start => new CityMonth(start));

    /// <summary>Null where no cell told of the month.</summary>
    public CityMonth? FindMonth(NaturalMonth month) => (CityMonth?)Pages.Find(CityMonth.IdOf(month));

    /// <summary>The part that the twin belongs to; null when nothing was told to that part yet.</summary>
    public RosterPart? FindPart(TwinName source) => FindPart(RosterParting.NumberOf(source, Parts));

    /// <summary>Makes room for a twin that tells something for the first time.</summary>
    public RosterPart Admit(TwinName source)
    {
        int before = Parts;
        Sources++;
        if (Parts > before)
            Divide(RosterParting.GiverOf(Parts));
        return FindPart(source) ?? AddPart(RosterParting.NumberOf(source, Parts));
    }

    void Divide(int giver)
    {
        int parts = Parts;
        RosterPart added = AddPart(parts - 1);
        FindPart(giver)?.MoveTo(added, source => RosterParting.NumberOf(source, parts) == parts - 1);
    }

    RosterPart AddPart(int number)
    {
        var part = new RosterPart(number);
        Pages.Add(part);
        return part;
    }

    RosterPart? FindPart(int number) => (RosterPart?)Pages.Find(RosterPart.IdOf(number));

    Roster Gather()
    {
        var roster = new Roster();
        for (int number = 0; number < Parts && Sources > 0; number++)
        {
            RosterPart part = FindPart(number)
                ?? throw new InvalidOperationException($"Part {number} of the roster of {name} is not in memory.");
            foreach (RosterLine line in part.Lines)
                roster.Set(line);
        }

        return roster;
    }
}
