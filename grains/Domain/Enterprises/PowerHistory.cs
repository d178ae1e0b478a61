using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// What the devices of an enterprise were used to draw, day by day, for their baselines. A day whose baseline is learnt
/// from days that are not kept any more is not judged by it again: what was found on it stands.
/// </summary>
public sealed class PowerHistory
{
    /// <summary>The most natural days that a policy may have a baseline learnt from.</summary>
    public const int MostDaysLearnt = DaysKept - 1;

    const int DaysKept = 62;

    readonly SortedDictionary<(DeviceId Device, int Day), PowerSummary> _days = [];

    readonly SortedSet<int> _openDays = [];

    /// <summary>Numbers of the days that devices told of and no tick has settled yet, in order.</summary>
    public IReadOnlyCollection<int> OpenDays => _openDays;

    public void Open(BeijingTime day) => _openDays.Add(day.DayNumber);

    public void Settle(int day) => _openDays.Remove(day);

    /// <summary>Start of the newest natural day that a device told of.</summary>
    public BeijingTime NewestDay { get; private set; }

    public void Reach(BeijingTime day)
    {
        if (day <= NewestDay)
            return;
        NewestDay = day;
        foreach ((DeviceId, int Day) gone in _days.Keys.Where(key => key.Day <= day.DayNumber - DaysKept).ToArray())
            _days.Remove(gone);
    }

    public void Set(DeviceId device, BeijingTime day, PowerSummary summary)
    {
        if (day.DayNumber <= NewestDay.DayNumber - DaysKept)
            return;
        if (summary.Hours == 0)
            _days.Remove((device, day.DayNumber));
        else
            _days[(device, day.DayNumber)] = summary;
    }

    /// <summary>Whether all days that a baseline of this one is learnt from are kept still.</summary>
    public bool Reaches(BeijingTime day, LearnedBaseline policy) =>
        day.DayNumber - policy.Days > NewestDay.DayNumber - DaysKept;

    /// <summary>Of the days before this one; none where too few of them say enough.</summary>
    public decimal? BaselineOf(DeviceId device, BeijingTime day, LearnedBaseline policy)
    {
        var days = new List<(decimal, int)>(policy.Days);
        for (int before = 1; before <= policy.Days; before++)
        {
            if (_days.TryGetValue((device, day.DayNumber - before), out PowerSummary summary))
                days.Add((summary.Median.Value, summary.Hours));
        }

        return BaselineRule.Of([.. days], policy);
    }

    public void Write(EntryWriter writer)
    {
        writer.Time(NewestDay);
        writer.Unsigned((ulong)_days.Count);
        foreach (((DeviceId device, int day), PowerSummary summary) in _days)
        {
            writer.Text(device.ToString());
            writer.Int(day);
            writer.Exact(summary.Median);
            writer.Int(summary.Hours);
        }

        writer.Unsigned((ulong)_openDays.Count);
        foreach (int day in _openDays)
            writer.Int(day);
    }

    public static PowerHistory Read(ref EntryReader reader)
    {
        var history = new PowerHistory { NewestDay = reader.Time() };
        for (int count = reader.Count(); count > 0; count--)
        {
            (DeviceId, int) key = (DeviceId.Parse(reader.Text() ?? ""), reader.Int());
            history._days.Add(key, new PowerSummary(reader.Exact(), reader.Int()));
        }

        for (int count = reader.Count(); count > 0; count--)
            history._openDays.Add(reader.Int());

        return history;
    }
}
