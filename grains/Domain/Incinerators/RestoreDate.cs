using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The day from which a month that is cancelled may be restored at the earliest, as the finding on it says: the last violation
/// of the suspension counts, also one of a later month, until a notice says that it may be restored.
/// </summary>
static class RestoreDate
{
    const string Joint = "; restored from ";

    /// <summary>What a finding on a cancelled month ends with.</summary>
    /// <param name="month">Start of the month.</param>
    /// <param name="notices">In force, of the same furnace or plant.</param>
    /// <param name="days">Its natural days.</param>
    /// <param name="policy">As of the last judgement.</param>
    public static string Words(
        BeijingTime month, IEnumerable<Finding> notices, IComplianceDays days, SubsidyPolicy policy)
    {
        BeijingTime since = days.CancelledOn(month, policy);
        BeijingTime restoredBy = notices.Select(notice => notice.WindowStart).Where(start => start > since)
            .OrderBy(start => start).FirstOrDefault();
        BeijingTime restored = SubsidyRule.RestoredFrom(SuspensionRule.LastViolation(since, restoredBy, days), policy);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Joint}{restored.Date:yyyy-MM-dd} at the earliest, after {policy.CleanDays} clean days");
    }

    /// <summary>A finding on a cancelled month as it was judged, with another date.</summary>
    public static Finding Moved(Finding held, string words)
    {
        int joint = held.Reason.LastIndexOf(Joint, StringComparison.Ordinal);
        return held with { Reason = held.Reason[..joint] + words };
    }
}
