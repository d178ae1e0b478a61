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
    /// <summary>The most natural days that a policy may have a baseline reach back.</summary>
    public const int MostDaysLearnt = 61;

    /// <summary>
    /// Natural days that are kept, up to the newest: as far as a baseline reaches back from the first day of the longest
    /// order, and 18 days that data may be late.
    /// </summary>
    public const int DaysKept = MostDaysLearnt + EmergencyOrder.MostDays + 18;

    readonly SortedDictionary<(DeviceId Device, int Day), PowerSummary> _days = [];

    // Of the days kept on which anything is found on a treatment device.
    readonly SortedDictionary<(DeviceId Device, int Day), FaultDay> _faults = [];

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
        foreach ((DeviceId, int Day) gone in _faults.Keys.Where(key => key.Day <= day.DayNumber - DaysKept).ToArray())
            _faults.Remove(gone);
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

    /// <summary>What is found on a treatment device on a natural day, and what it was used to draw before.</summary>
    public FaultDay FaultsOf(DeviceId treatment, int day) => _faults.GetValueOrDefault((treatment, day));

    /// <returns>False where the day stands so already, or is kept no more.</returns>
    public bool SetFaults(BeijingTime day, IReadOnlyDictionary<DeviceId, FaultDay> faults)
    {
        int number = day.DayNumber;
        if (number <= NewestDay.DayNumber - DaysKept)
            return false;
        bool hasChanged = false;
        foreach ((DeviceId Device, int Day) gone in _faults.Keys
            .Where(key => key.Day == number && !faults.ContainsKey(key.Device)).ToArray())
        {
            hasChanged |= _faults.Remove(gone);
        }

        foreach ((DeviceId device, FaultDay found) in faults)
        {
            hasChanged |= FaultsOf(device, number) != found;
            _faults[(device, number)] = found;
        }

        return hasChanged;
    }

    /// <summary>Whether all days that were looked at for a baseline are kept still.</summary>
    public bool Keeps(LearningDays days) => days.Earliest > NewestDay.DayNumber - DaysKept;

    /// <summary>Of these days; none where too few of them say enough.</summary>
    public decimal? BaselineOf(DeviceId device, LearningDays days, LearnedBaseline policy)
    {
        var learnt = new List<(decimal, int)>(days.Days.Count);
        foreach (int day in days.Days)
        {
            if (_days.TryGetValue((device, day), out PowerSummary summary))
                learnt.Add((summary.Median.Value, summary.Hours));
        }

        return BaselineRule.Of([.. learnt], policy);
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

        writer.Unsigned((ulong)_faults.Count);
        foreach (((DeviceId device, int day), FaultDay faults) in _faults)
        {
            writer.Text(device.ToString());
            writer.Int(day);
            writer.Byte((byte)faults.Found);
            writer.Exact(faults.Baseline);
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
        {
            (DeviceId, int) key = (DeviceId.Parse(reader.Text() ?? ""), reader.Int());
            history._faults.Add(key, new FaultDay((TreatmentFaults)reader.Byte(), reader.Exact()));
        }

        for (int count = reader.Count(); count > 0; count--)
            history._openDays.Add(reader.Int());

        return history;
    }
}
