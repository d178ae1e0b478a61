using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Cells;

/// <summary>One factor of a cell in memory: the hours that its rolling day mean is made of.</summary>
public sealed class CellFactor(FactorCode code)
{
    const int Window = 24;

    // In order of time; an hour that nobody reports is not in it.
    readonly List<CellHour> _hours = [];

    public FactorCode Code => code;

    /// <summary>Start of the newest hour that anything was told for.</summary>
    public BeijingTime Newest { get; private set; }

    /// <summary>The source with the highest value of the newest hour, while anybody reports.</summary>
    public TwinName Highest { get; private set; }

    public Exact HighestValue { get; private set; }

    /// <summary>The newest hour with a mean; none when the last 24 hours have none.</summary>
    public CellHour? Latest => _hours.Count > 0 ? _hours[^1] : null;

    /// <summary>Takes an hour in; one before the window is not held in memory.</summary>
    public void Set(BeijingTime hour, HourAcross across)
    {
        if (hour > Newest)
        {
            Newest = hour;
            _hours.RemoveAll(held => held.Start <= WindowStart);
        }

        if (hour == Newest)
            (Highest, HighestValue) = (across.Highest, across.HighestValue);
        if (hour <= WindowStart)
            return;
        int index = _hours.FindIndex(held => held.Start >= hour);
        index = index < 0 ? _hours.Count : index;
        bool held = index < _hours.Count && _hours[index].Start == hour;
        var value = new CellHour(hour, across.Mean, across.Reporting);
        if (across.Reporting == 0 && held)
            _hours.RemoveAt(index);
        else if (held)
            _hours[index] = value;
        else if (across.Reporting > 0)
            _hours.Insert(index, value);
    }

    /// <summary>The mean of the hour means of the 24 hours that end with the newest, and how many there are.</summary>
    public (Exact Mean, int Hours) RollingDay() => MeanFrom(WindowStart.AddSeconds(1));

    /// <summary>The same of the natural day of the newest hour.</summary>
    public (Exact Mean, int Hours) NaturalDay() => MeanFrom(Newest.StartOfDay);

    public void Write(EntryWriter writer)
    {
        writer.Factor(code);
        writer.Time(Newest);
        writer.Exact(HighestValue);
        if (HighestValue.HasValue)
            writer.Text(Highest.ToString());
        writer.Unsigned((ulong)_hours.Count);
        foreach (CellHour hour in _hours)
        {
            writer.Time(hour.Start);
            writer.Exact(hour.Mean);
            writer.Int(hour.Reporting);
        }
    }

    public static CellFactor Read(ref EntryReader reader)
    {
        var factor = new CellFactor(reader.Factor()) { Newest = reader.Time(), HighestValue = reader.Exact() };
        if (factor.HighestValue.HasValue)
            factor.Highest = TwinName.Parse(reader.Text() ?? "");
        for (int count = reader.Count(); count > 0; count--)
            factor._hours.Add(new CellHour(reader.Time(), reader.Exact(), reader.Int()));
        return factor;
    }

    /// <summary>The start of the hour that has just left the window.</summary>
    BeijingTime WindowStart => Newest.AddSeconds(-Window * BeijingTime.SecondsPerHour);

    (Exact Mean, int Hours) MeanFrom(BeijingTime first)
    {
        decimal sum = 0;
        int count = 0;
        foreach (CellHour hour in _hours)
        {
            if (hour.Start < first)
                continue;
            sum += hour.Mean.Value;
            count++;
        }

        return count == 0 ? default : (sum / count, count);
    }
}
