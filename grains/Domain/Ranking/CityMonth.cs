using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Ranking;

/// <summary>
/// A natural month of the cells of a city: the mean that each told and of which factor, and where it was told that it stands.
/// </summary>
/// <remarks>Some 90 bytes a cell: 16 KiB for 200 hot cells, 110 KiB where a city ranks 1,300.</remarks>
public sealed class CityMonth(BeijingTime start) : IPage
{
    readonly SortedDictionary<CellId, (FactorCode Factor, CellMean Mean)> _means = [];
    readonly SortedDictionary<CellId, RanksTold> _told = [];

    public PageId Id => new(PageKind.Month, start);

    public bool IsDirty { get; set; }

    /// <summary>The means of a factor: what cells told of another one is not comparable.</summary>
    public IReadOnlyDictionary<CellId, CellMean> MeansOf(FactorCode factor) =>
        _means.Where(told => told.Value.Factor == factor).ToDictionary(told => told.Key, told => told.Value.Mean);

    public static PageId IdOf(NaturalMonth month) => new(PageKind.Month, month.Start);

    /// <returns>False when the cell stands so already.</returns>
    public bool Set(CellId cell, FactorCode factor, CellMean mean)
    {
        if (_means.TryGetValue(cell, out (FactorCode Factor, CellMean Mean) held) && held == (factor, mean))
            return false;
        _means[cell] = (factor, mean);
        IsDirty = true;
        return true;
    }

    /// <summary>What is new to the cells; it counts as told from then on.</summary>
    /// <param name="factor">That the month is ranked by; a cell that told of another one has no mean of it.</param>
    /// <param name="ranks">Of the cells that are ranked.</param>
    public List<(CellId Cell, RanksTold Ranks)> TakeChanged(
        FactorCode factor, IReadOnlyDictionary<CellId, ValueList<ListRank>> ranks)
    {
        var changed = new List<(CellId, RanksTold)>();
        foreach ((CellId cell, (FactorCode Factor, CellMean Mean) held) in _means)
        {
            CellMean mean = held.Factor == factor ? held.Mean : default;
            var told = new RanksTold(start, mean.Mean, mean.Hours, ranks.GetValueOrDefault(cell)) { Factor = factor };
            if (_told.TryGetValue(cell, out RanksTold? former) && former == told)
                continue;
            _told[cell] = told;
            changed.Add((cell, told));
        }

        IsDirty |= changed.Count > 0;
        return changed;
    }

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        writer.Unsigned((ulong)_means.Count);
        foreach ((CellId cell, (FactorCode factor, CellMean mean)) in _means)
        {
            writer.Text(cell.ToString());
            writer.Factor(factor);
            mean.Write(writer);
        }

        writer.Unsigned((ulong)_told.Count);
        foreach ((CellId cell, RanksTold told) in _told)
        {
            writer.Text(cell.ToString());
            SignalCodec.WriteBody(writer, told);
        }
    }

    public static CityMonth Read(ref EntryReader reader)
    {
        var month = new CityMonth(reader.Time());
        for (int count = reader.Count(); count > 0; count--)
            month._means.Add(CellId.Parse(reader.Text() ?? ""), (reader.Factor(), CellMean.Read(ref reader)));
        for (int count = reader.Count(); count > 0; count--)
            month._told.Add(CellId.Parse(reader.Text() ?? ""), (RanksTold)SignalCodec.ReadBody(ref reader));
        return month;
    }
}
