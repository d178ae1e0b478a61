using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Ranking;

/// <summary>
/// The city 130100 and 3 km cells of it, which hear of it at once. Cells tell their months by themselves, or a test tells
/// for them.
/// </summary>
public sealed class CityHost(Policy policy)
{
    static readonly TwinName Name = TwinName.Parse("regions/130100");

    readonly SortedDictionary<CellId, FoldHost<CellState>> _cells = [];
    readonly Dictionary<CellId, int> _told = [];

    public FoldHost<RegionState> City { get; } = new(new RegionFold(), Name, policy);

    public IEnumerable<Finding> Findings => _cells.Values.SelectMany(cell => cell.Findings);

    /// <param name="place">Column and row, such as <c>0123-0456</c>.</param>
    public static CellId CellAt(string place) => CellId.Parse($"130100-3km-{place}");

    public FoldHost<CellState> Cell(CellId cell)
    {
        if (!_cells.TryGetValue(cell, out FoldHost<CellState>? host))
            _cells[cell] = host = new FoldHost<CellState>(new CellFold(), TwinName.Of(cell), City.Policy);
        return host;
    }

    /// <summary>The city and its cells learn of a policy.</summary>
    public void Put(Policy inForce, BeijingTime at)
    {
        Put(City, inForce, at);
        foreach (FoldHost<CellState> cell in _cells.Values)
            Put(cell, inForce, at);
    }

    /// <summary>A cell tells the city its month, of the factor that the policy ranks.</summary>
    public void Tell(CellId cell, NaturalMonth month, Exact mean, int hours, BeijingTime arrival) =>
        Tell(cell, month, City.Policy.Ranking.Factor, mean, hours, arrival);

    /// <summary>A cell tells the city its month.</summary>
    public void Tell(CellId cell, NaturalMonth month, FactorCode factor, Exact mean, int hours, BeijingTime arrival)
    {
        Cell(cell);
        _told[cell] = _told.GetValueOrDefault(cell) + 1;
        City.Feed(
            SignalOf(
                TwinName.Of(cell), _told[cell], 0, arrival,
                new CellMonthTold(month.Start, mean, hours) { Factor = factor }),
            arrival);
    }

    /// <summary>Lets the cells know the time, then the city.</summary>
    public void Tick(BeijingTime now)
    {
        foreach ((CellId id, FoldHost<CellState> cell) in _cells)
        {
            int told = cell.Told.Count;
            cell.Feed(new Ticked(now), now);
            foreach (CellMonthTold month in cell.Told.Skip(told).Select(effect => effect.Body).OfType<CellMonthTold>())
                Tell(id, NaturalMonth.Of(month.Month), month.Factor, month.Mean, month.Hours, now);
        }

        int from = City.Told.Count;
        City.Feed(new Ticked(now), now);
        for (int i = from; i < City.Told.Count; i++)
        {
            if (City.Told[i] is { Target.Kind: TwinKind.Cell } effect)
                Cell(effect.Target.AsCell()).Feed(SignalOf(Name, City.Entries, i - from, now, effect.Body), now);
        }
    }

    public void Restore()
    {
        Restore(City);
        foreach (FoldHost<CellState> cell in _cells.Values)
            Restore(cell);
    }

    public string StateHash() =>
        string.Join(' ', _cells.Values.Select(cell => cell.StateHash()).Append(City.StateHash()));

    static Signalled SignalOf(TwinName source, long sequence, int ordinal, BeijingTime at, SignalBody body) => new(new Signal
    {
        Source = source,
        SourceSequence = sequence,
        Ordinal = ordinal,
        CausedAt = at,
        Body = body,
    });

    static void Put<TState>(FoldHost<TState> host, Policy inForce, BeijingTime at)
        where TState : class, ITwinState
    {
        host.Policy = inForce;
        host.Feed(new PolicyPut(inForce.Version), at);
    }

    static void Restore<TState>(FoldHost<TState> host)
        where TState : class, ITwinState
    {
        host.EvictAll();
        host.RestoreFromSnapshot();
    }
}
