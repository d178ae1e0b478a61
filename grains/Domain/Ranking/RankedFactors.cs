using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Ranking;

/// <summary>
/// The factor that each natural month of a cell, or of the cells of a city, is ranked by: the one that the policy named
/// (ranking.factor) as the month began, Beijing time. A change counts from the month after it, so that no month is made of a
/// part of its hours, and none is ranked by what it did not begin with. Months before the first policy go with that.
/// </summary>
/// <remarks>
/// A twin learns of a policy with its next entry. One that learns of a change in another month than its city ranks by another
/// factor for a month: then the cell is on no list of that month.
/// </remarks>
public sealed class RankedFactors
{
    // In order of time.
    readonly List<(NaturalMonth From, FactorCode Factor)> _spans = new(1);

    /// <summary>Empty before the first policy.</summary>
    public FactorCode Of(NaturalMonth month)
    {
        for (int i = _spans.Count - 1; i > 0; i--)
        {
            if (_spans[i].From <= month)
                return _spans[i].Factor;
        }

        return _spans.Count > 0 ? _spans[0].Factor : default;
    }

    /// <param name="now">When the policy that names the factor was in force.</param>
    /// <param name="factor">As the policy names it.</param>
    public void Take(BeijingTime now, FactorCode factor)
    {
        if (_spans.Count > 0 && _spans[^1].Factor == factor)
            return;
        NaturalMonth from = _spans.Count == 0 ? default : NaturalMonth.Of(now).Add(1);
        while (_spans.Count > 1 && _spans[^1].From >= from)
            _spans.RemoveAt(_spans.Count - 1);
        if (_spans.Count == 0 || _spans[^1].Factor != factor)
            _spans.Add((from, factor));
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_spans.Count);
        foreach ((NaturalMonth from, FactorCode factor) in _spans)
        {
            writer.Int(from.Number);
            writer.Factor(factor);
        }
    }

    public static RankedFactors Read(ref EntryReader reader)
    {
        var factors = new RankedFactors();
        for (int count = reader.Count(); count > 0; count--)
            factors._spans.Add((new NaturalMonth(reader.Int()), reader.Factor()));
        return factors;
    }
}
