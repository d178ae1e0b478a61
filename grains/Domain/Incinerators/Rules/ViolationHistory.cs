using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>The violations of a furnace, month after month, and which of its days were judged.</summary>
public sealed class ViolationHistory : IComplianceDays
{
    readonly SortedDictionary<BeijingTime, MonthViolations> _months = [];

    public int NewestViolation { get; private set; }

    /// <summary>The month that starts then; one without violations where nothing is known.</summary>
    public MonthViolations Month(BeijingTime start) => _months.GetValueOrDefault(start) ?? new MonthViolations(start);

    /// <returns>False when it stands so already.</returns>
    public bool Set(MonthViolations month)
    {
        if (Month(month.Start) == month)
            return false;
        _months[month.Start] = month;
        NewestViolation = Newest();
        return true;
    }

    public DayCompliance Of(int day)
    {
        DateOnly date = BeijingTime.StartOf(day).Date;
        return _months.TryGetValue(BeijingTime.StartOf(day - date.Day + 1), out MonthViolations? month)
            ? month.ComplianceOn(date.Day)
            : DayCompliance.NoVerdict;
    }

    public BeijingTime CancelledOn(BeijingTime month, SubsidyPolicy policy) =>
        SubsidyRule.CancelledOn([Month(month)], policy);

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_months.Count);
        foreach (MonthViolations month in _months.Values)
            month.Write(writer);
    }

    public static ViolationHistory Read(ref EntryReader reader)
    {
        var history = new ViolationHistory();
        for (int count = reader.Count(); count > 0; count--)
        {
            var month = MonthViolations.Read(ref reader);
            history._months.Add(month.Start, month);
        }

        history.NewestViolation = history.Newest();
        return history;
    }

    int Newest() => _months.Values.Reverse().Select(month => month.LastViolation).FirstOrDefault(last => last.IsSet) is { IsSet: true } last
        ? last.DayNumber
        : 0;
}
