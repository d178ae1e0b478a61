using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Cells;

/// <summary>
/// The hour and day means of one natural day as other twins told them: one place per factor, source and window, so that
/// what is told again replaces what was told before and the order between sources does not matter.
/// </summary>
public sealed class ToldMeans
{
    const int Hours = 24;

    // Place 24 is the day itself.
    const int Day = Hours;

    /// <summary>Beside the places in use: seconds under marks follow.</summary>
    const uint HasMarked = 1u << (Day + 1);

    readonly SortedDictionary<(FactorCode Factor, TwinName Source), ToldMean[]> _series = [];

    /// <returns>False when it is neither an hour nor a day mean, or says what is held.</returns>
    public bool Set(TwinName source, MeanTold told)
    {
        int place = told.Period switch
        {
            ObservationKind.Hour => told.Start.HourOfDay,
            ObservationKind.Day => Day,
            _ => -1,
        };
        if (place < 0)
            return false;
        if (!_series.TryGetValue((told.Factor, source), out ToldMean[]? series))
            _series[(told.Factor, source)] = series = new ToldMean[Hours + 1];
        var mean = new ToldMean(told.Value, told.Flag) { MarkedSeconds = told.MarkedSeconds };
        if (series[place] == mean)
            return false;
        series[place] = mean;
        return true;
    }

    public bool Knows(TwinName source, FactorCode factor) => _series.ContainsKey((factor, source));

    /// <summary>An hour of every cell that has told anything of the factor on this day.</summary>
    internal List<SourceHour> Of(FactorCode factor, int hourOfDay)
    {
        var hours = new List<SourceHour>();
        foreach (((FactorCode Factor, TwinName Source) key, ToldMean[] series) in _series)
        {
            ToldMean mean = series[hourOfDay];
            if (key.Factor == factor && key.Source.Kind == TwinKind.Cell)
                hours.Add(new SourceHour(key.Source.AsCell(), mean.IsTold, mean.IsValid ? mean.Value : Exact.None));
        }

        return hours;
    }

    /// <summary>
    /// The 24 hour means of a factor and after them the day's, from the source named where it sent any, else from the
    /// first by name; null without any.
    /// </summary>
    public IReadOnlyList<ToldMean>? SeriesOf(FactorCode factor, TwinName? source)
    {
        if (source is { } name && _series.TryGetValue((factor, name), out ToldMean[]? own))
            return own;
        foreach (((FactorCode Factor, TwinName Source) key, ToldMean[] series) in _series)
        {
            if (key.Factor == factor)
                return series;
        }

        return null;
    }

    /// <summary>The mean of the sources whose value for the hour is valid, and the highest of them.</summary>
    public HourAcross Across(FactorCode factor, int hourOfDay)
    {
        decimal sum = 0;
        int reporting = 0;
        var highest = default((TwinName Name, Exact Value));
        foreach (((FactorCode Factor, TwinName Source) key, ToldMean[] series) in _series)
        {
            ToldMean mean = series[hourOfDay];
            if (key.Factor != factor || !mean.IsValid)
                continue;
            sum += mean.Value.Value;
            reporting++;
            if (!highest.Value.HasValue || mean.Value > highest.Value)
                highest = (key.Source, mean.Value);
        }

        return reporting == 0 ? default : new HourAcross(sum / reporting, reporting, highest.Name, highest.Value);
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_series.Count);
        foreach (((FactorCode Factor, TwinName Source) key, ToldMean[] series) in _series)
        {
            writer.Factor(key.Factor);
            writer.Text(key.Source.ToString());
            (uint used, bool isMarked) = (0, false);
            for (int place = 0; place < series.Length; place++)
            {
                used |= series[place].IsTold ? 1u << place : 0;
                isMarked |= series[place].MarkedSeconds > 0;
            }

            writer.Unsigned(used | (isMarked ? HasMarked : 0));
            for (uint rest = used; rest != 0; rest &= rest - 1)
            {
                ToldMean mean = series[BitOperations.TrailingZeroCount(rest)];
                writer.Exact(mean.Value);
                writer.Byte((byte)mean.Flag);
                if (isMarked)
                    writer.Int(mean.MarkedSeconds);
            }
        }
    }

    public static ToldMeans Read(ref EntryReader reader)
    {
        var means = new ToldMeans();
        for (int count = reader.Count(); count > 0; count--)
        {
            FactorCode factor = reader.Factor();
            var source = TwinName.Parse(reader.Text() ?? "");
            var series = new ToldMean[Hours + 1];
            ulong used = reader.Unsigned();
            bool isMarked = (used & HasMarked) != 0;
            used &= ~(ulong)HasMarked;
            if (used >> (Hours + 1) != 0)
                throw new InvalidDataException($"A day has no windows beyond {Hours} hours and itself.");
            for (ulong rest = used; rest != 0; rest &= rest - 1)
            {
                series[BitOperations.TrailingZeroCount(rest)] = new ToldMean(reader.Exact(), (DataFlag)reader.Byte())
                {
                    MarkedSeconds = isMarked ? reader.Int() : 0,
                };
            }
            means._series.Add((factor, source), series);
        }

        return means;
    }
}
