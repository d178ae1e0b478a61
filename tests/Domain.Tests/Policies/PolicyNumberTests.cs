using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Domain.Tests.Policies;

/// <summary>Numbers that make no sense are refused before they judge anybody.</summary>
public sealed class PolicyNumberTests
{
    [Theory]
    [InlineData("days: 10  ", "days: 0  ", "points.listing.days '0' is below 1")]
    [InlineData("days: 10  ", "days: -1  ", "points.listing.days '-1' is below 1")]
    [InlineData("windowDays: 30", "windowDays: 0", "points.listing.windowDays '0' is below 1")]
    [InlineData("windowDays: 30", "windowDays: 129", "points.listing.windowDays '129' is above 128")]
    [InlineData("windowDays: 30", "windowDays: 9", "points.listing.days '10' is above windowDays, which is 9")]
    [InlineData("consecutiveDays: 2", "consecutiveDays: 0", "points.supervision.consecutiveDays '0' is below 1")]
    [InlineData("cumulativeDays: 4", "cumulativeDays: 0", "points.supervision.cumulativeDays '0' is below 1")]
    [InlineData("in30Days: [1, 4, 10]", "in30Days: [1, 4, 4]", "points.tiers.in30Days[2] '4' is not above the tier before, 4")]
    [InlineData("in30Days: [1, 4, 10]", "in30Days: [0, 4, 10]", "points.tiers.in30Days[0] '0' is below 1")]
    [InlineData("minimum: 0.90", "minimum: 90", "points.transmission.minimum '90' is above 1")]
    [InlineData("toleratedMinutes: 60", "toleratedMinutes: 1441", "points.transmission.toleratedMinutes '1441' is above 1440")]
    [InlineData("absentDays: 30", "absentDays: -1", "points.transmission.absentDays '-1' is below 0")]
    [InlineData("daysFrom: 2026-03-01, clause: \"GB 18918-2002 as amended, in force 2026-03-01: pH by its instantaneous values\"", "daysFrom: 2026-03-01, clause: \"\"", "points.validity.notAveraged[0].clause '' is empty")]
    [InlineData("- { factor: w01001, daysFrom", "- { factor: w01001, daysFrom: 2025-01-01, clause: x }\n      - { factor: w01001, daysFrom", "points.validity.notAveraged[1].factor 'w01001' is listed before, at points.validity.notAveraged[0]")]
    [InlineData("daysFrom: 2026-03-01", "daysFrom: 2026-02-29", "points.validity.notAveraged[0].daysFrom '2026-02-29' is not a day such as 2026-08-15")]
    [InlineData("overMidnight: first ", "overMidnight: both ", "points.manual.overMidnight 'both' is not one of first, each")]
    [InlineData("factor: a21026, maximum: 20000", "factor: a21026, maximum: 0", "points.validity.maxima[0].maximum '0' is not above 0")]
    [InlineData("perSection: 1", "perSection: 0", "furnace.thermocouples.perSection '0' is below 1")]
    [InlineData("middle: i3332", "middle: i3331", "furnace.thermocouples.middle 'i3331' does not tell the middle section from upper, i3331")]
    [InlineData("middle: i3332", "middle: i333", "furnace.thermocouples.middle 'i333' does not tell the middle section from upper, i3331")]
    [InlineData("upper: i3331", "upper: i33", "furnace.thermocouples.upper 'i33' is not the first 4 to 8 characters of a factor code")]
    [InlineData("slotMinutes: 5", "slotMinutes: 7", "furnace.slotMinutes '7' is not one of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60")]
    [InlineData("slotMinutes: 5", "slotMinutes: 0", "furnace.slotMinutes '0' is not one of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60")]
    [InlineData("toleratedLowSlots: 5", "toleratedLowSlots: -1", "furnace.toleratedLowSlots '-1' is below 0")]
    [InlineData("noticeLowSlots: 3", "noticeLowSlots: 0", "furnace.noticeLowSlots '0' is below 1")]
    [InlineData("noticeLowSlots: 3", "noticeLowSlots: 6", "furnace.noticeLowSlots '6' is above warningLowSlots, which is 5")]
    [InlineData("warningLowSlots: 5", "warningLowSlots: 0", "furnace.warningLowSlots '0' is below 1")]
    [InlineData("exceedanceDaysInMonth: 5", "exceedanceDaysInMonth: 0", "furnace.exceedanceDaysInMonth '0' is below 1")]
    [InlineData("minHoursAfter: 20", "minHoursAfter: 25", "furnace.exempt.minHoursAfter '25' is above 24")]
    [InlineData("hours: 60,", "hours: -60,", "furnace.budget.year[0].hours '-60' is below 0")]
    [InlineData("cemsHours: 30", "cemsHours: -30", "furnace.budget.cemsHours '-30' is below 0")]
    [InlineData("violationsInMonth: 3", "violationsInMonth: 0", "furnace.subsidy.violationsInMonth '0' is below 1")]
    [InlineData("budgetNotice: 0.80", "budgetNotice: 80", "furnace.prewarning.budgetNotice '80' is above 1")]
    [InlineData("budgetNotice: 0.80", "budgetNotice: 0.96", "furnace.prewarning.budgetNotice '0.96' is above budgetWarning, which is 0.95")]
    [InlineData("minimumStayMinutes: 6", "minimumStayMinutes: -6", "furnace.condition.minimumStayMinutes '-6' is below 0")]
    [InlineData("deadlineHour: 12", "deadlineHour: 25", "marks.deadlineHour '25' is above 24")]
    [InlineData("warning: 6\n", "warning: -6\n", "levels.cleanHours.warning '-6' is below 0")]
    [InlineData("guardPercent: 20 ", "guardPercent: 22 ", "oxygen.guardPercent '22' is above airPercent, which is 21")]
    [InlineData("notice: 75,", "notice: 120,", "cells.steps[0].notice '120' is above warning, which is 115")]
    [InlineData("quorum: 0.75", "quorum: 75", "contrast.quorum '75' is above 1")]
    [InlineData("fewestNearest: 2", "fewestNearest: 4", "contrast.fewestNearest '4' is above nearest, which is 3")]
    [InlineData("endRatio: 1.3", "endRatio: 1.6", "contrast.endRatio '1.6' is above ratio, which is 1.5")]
    [InlineData("coveredShare: 0.75", "coveredShare: 75", "ranking.coveredShare '75' is above 1")]
    [InlineData("perList: 1 ", "perList: 0 ", "ranking.perList '0' is below 1")]
    [InlineData("closesAfterHours: 48", "closesAfterHours: 61", "ranking.closesAfterHours '61' is above ranksAfterHours, which is 60")]
    [InlineData("ties: all ", "ties: none ", "ranking.ties 'none' is not one of all, firstById")]
    [InlineData("yearMonths: 12", "yearMonths: 25", "ranking.escalation.yearMonths '25' is above 24")]
    [InlineData("consecutive: 3", "consecutive: 0", "ranking.escalation.consecutive '0' is below 1")]
    [InlineData("leastSpreadShare: 0.15", "leastSpreadShare: 0", "contrast.robust.leastSpreadShare '0' is not above 0")]
    [InlineData("holdMinutes: 15", "holdMinutes: 0", "electricity.holdMinutes '0' is below 1")]
    [InlineData("coveredMinutes: 45", "coveredMinutes: 61", "electricity.coveredMinutes '61' is above 60")]
    [InlineData("days: 14 ", "days: 62 ", "electricity.baseline.days '62' is above 61")]
    [InlineData("reachDays: 61", "reachDays: 62", "electricity.baseline.reachDays '62' is above 61")]
    [InlineData("reachDays: 61", "reachDays: 13", "electricity.baseline.days '14' is above reachDays, which is 13")]
    [InlineData("fewestDays: 5", "fewestDays: 15", "electricity.baseline.fewestDays '15' is above days, which is 14")]
    [InlineData("toHour: 6", "toHour: 23", "electricity.night.toHour '23' is above fromHour, which is 22")]
    [InlineData("tolerance: 0.05", "tolerance: 5", "electricity.order.tolerance '5' is above 1")]
    [InlineData("stopped: zero ", "stopped: full ", "electricity.order.stopped 'full' is not one of zero, void")]
    [InlineData("onAbove: 0  ", "onAbove: -1", "electricity.order.emission.onAbove '-1' is below 0")]
    [InlineData("windowHours: 36, oddHours: 28", "windowHours: 36, oddHours: 37", "detectors.nearLimit.lasting.oddHours '37' is above windowHours, which is 36")]
    [InlineData("leastPeers: 2", "leastPeers: 0", "detectors.peerGap.leastPeers '0' is below 1")]
    [InlineData("daysATick: 1", "daysATick: 0", "detectors.peerGap.daysATick '0' is below 1")]
    [InlineData("daysATick: 1", "daysATick: 4", "detectors.peerGap.daysATick '4' is above lateDays, which is 3")]
    [InlineData("overlapToClear: 0.6", "overlapToClear: 0.8", "detectors.marks.overlapToClear '0.8' is above overlap, which is 0.75")]
    [InlineData("shareInAir: 0.5", "shareInAir: 50", "detectors.oxygen.shareInAir '50' is above 1")]
    public void A_number_that_makes_no_sense_is_refused_with_line_field_and_reason(
        string text, string replacement, string fault)
    {
        PolicyFile.NationalText.ShouldContain(text);
        string yaml = PolicyFile.NationalText.Replace(text, replacement, StringComparison.Ordinal);

        PolicyFault found = PolicyFileTests.Faults(yaml).Single();

        $"{found.Path} '{found.Value}' {found.Reason}".ShouldBe(fault);
        yaml.Split('\n')[found.Place.Line - 1].ShouldContain(found.Value);
    }
}
