using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Cells;

/// <summary>What a grid cell (网格) of either resolution holds live.</summary>
public sealed class CellState(TwinName name) : ITwinState
{
    public TwinName Name => name;

    public CellId Id { get; } = name.AsCell();

    public PageSet Pages { get; } = new();

    public CellRecord? Registration { get; set; }

    RegistryRecord? ITwinState.Registration => Registration;

    /// <summary>As registered; else the city that the cell is counted for.</summary>
    public RegionCode Region => Registration?.Region ?? Id.City;

    public Standing Standing { get; init; } = new();

    EscalationLevel ITwinState.Level => Standing.Level;

    public SeenSignals Seen { get; init; } = new();

    public AcknowledgementSet Acknowledged { get; init; } = new();

    public Presence Presence { get; init; } = new();

    /// <summary>The stations of a fine cell, the fine cells of a coarse one.</summary>
    public Roster Sources { get; init; } = new();

    /// <summary>Start of the newest hour that anything was told for.</summary>
    public BeijingTime NewestHour { get; set; }

    /// <summary>Start of the newest hour that a fine cell beyond the edges told of.</summary>
    public BeijingTime NewestAround { get; set; }

    /// <summary>Start of the newest hour that anything was told of.</summary>
    public BeijingTime Newest => NewestHour > NewestAround ? NewestHour : NewestAround;

    /// <summary>
    /// In force: of a fine cell on windows of the last 31 days, of a 3 km cell on the months of <see cref="Outcomes"/>.
    /// </summary>
    public FindingSet Findings { get; init; } = new();

    /// <summary>Of a 3 km cell: what its months are ranked by.</summary>
    public RankedFactors RankedFactors { get; init; } = new();

    /// <summary>Of a 3 km cell: the months whose mean has changed since its city was told, or never was.</summary>
    public SortedSet<NaturalMonth> MonthsToTell { get; init; } = [];

    /// <summary>Of a 3 km cell: what the rankings made of it, in the last two years of those told.</summary>
    public SortedDictionary<NaturalMonth, MonthOutcome> Outcomes { get; init; } = [];

    /// <summary>In order of code.</summary>
    public List<CellFactor> Factors { get; } = new(0);

    public CellFactor FactorOf(FactorCode code)
    {
        int index = Factors.FindIndex(factor => factor.Code >= code);
        if (index >= 0 && Factors[index].Code == code)
            return Factors[index];
        var factor = new CellFactor(code);
        Factors.Insert(index < 0 ? Factors.Count : index, factor);
        return factor;
    }

    public CellDay DayOf(BeijingTime time) =>
        Pages.GetOrAdd(PageId.Day(time), static start => new CellDay(start));

    public CellMonth MonthOf(BeijingTime time) =>
        Pages.GetOrAdd(CellMonth.IdOf(time), static start => new CellMonth(start) { IsDirty = true });
}
