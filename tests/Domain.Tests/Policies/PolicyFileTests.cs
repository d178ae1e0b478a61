using System.Globalization;
using CsCheck;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Domain.Tests.Policies;

public sealed class PolicyFileTests
{
    internal static string National => PolicyFile.NationalText;

    [Fact]
    public void The_national_policy_holds_the_numbers_of_the_standards()
    {
        Policy policy = PolicyFile.National;

        policy.Means.HourMinutes.ShouldBe(45);
        policy.Means.DayHours.ShouldBe(20);
        policy.Means.GasNormalShare.ShouldBe(0.75m);
        policy.Oxygen.Factor.ShouldBe(FactorCode.Parse("a19001"));
        policy.Oxygen.AirPercent.ShouldBe(21);
        policy.Oxygen.GuardPercent.ShouldBe(20);
        policy.Furnace.TemperatureFactor.ShouldBe(FactorCode.Parse("a01901"));
        policy.Furnace.MinimumCelsius.ShouldBe(850);
        policy.Furnace.SlotMinutes.ShouldBe(5);
        policy.Furnace.ToleratedLowSlots.ShouldBe(5);
        policy.Furnace.ExceedanceDaysInMonth.ShouldBe(5);
        policy.Levels.DayOver.ShouldBe(EscalationLevel.Exceeded);
        policy.Cells.Steps.Select(steps => steps.Factor.ToString()).ShouldBe(["a34004", "a34002"]);
    }

    [Theory]
    [InlineData("  hourMinutes: 45", "  hourMinutes: 45\n  hourMinuets: 45", "means.hourMinuets")]
    [InlineData("  dayHours: 20", "  # dayHours: 20", "means.dayHours")]
    [InlineData("version: national-2026.1", "", "version")]
    [InlineData("hourMinutes: 45", "hourMinutes: many", "means.hourMinutes")]
    [InlineData("hourMinutes: 45", "hourMinutes: 45.5", "means.hourMinutes")]
    [InlineData("hourMinutes: 45", "hourMinutes: 61", "means.hourMinutes")]
    [InlineData("hourMinutes: 45", "hourMinutes: 0", "means.hourMinutes")]
    [InlineData("silentAfterSeconds: 3600", "silentAfterSeconds: 99999999999", "link.silentAfterSeconds")]
    [InlineData("gasNormalShare: 0.75", "gasNormalShare: three quarters", "means.gasNormalShare")]
    [InlineData("gasNormalShare: 0.75", "gasNormalShare: 75", "means.gasNormalShare")]
    [InlineData("realTimeOver: notice", "realTimeOver: alarming", "levels.realTimeOver")]
    [InlineData("realTimeOver: notice", "realTimeOver: 2", "levels.realTimeOver")]
    [InlineData("realTimeOver: notice", "realTimeOver: Notice", "levels.realTimeOver")]
    [InlineData("factor: a19001  ", "factor: a190010000  ", "oxygen.factor")]
    [InlineData("legal:\n", "version: other\nlegal:\n", "version")]
    [InlineData("legal:\n", "novelty: 1\nlegal:\n", "novelty")]
    [InlineData("exceeded: 150, source", "source", "cells.steps[0].exceeded")]
    [InlineData("factor: a34002, notice", "factor: [a34002], notice", "cells.steps[1].factor")]
    [InlineData("falseMark: evasion", "falseMark: 0", "legal.falseMark")]
    [InlineData("falseMark: evasion", "falseMark: &a evasion", "legal.falseMark")]
    public void What_is_wrong_is_named_with_line_and_field(string text, string replacement, string field)
    {
        National.ShouldContain(text);

        PolicyFault fault = Faults(National.Replace(text, replacement, StringComparison.Ordinal)).Single();

        fault.Path.ShouldBe(field);
        fault.Place.Line.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_line_named_is_that_of_the_wrong_value()
    {
        string wrong = National.Replace("hourMinutes: 45", "hourMinutes: many", StringComparison.Ordinal);
        int line = 1 + wrong[..wrong.IndexOf("many", StringComparison.Ordinal)].Count(c => c == '\n');

        Faults(wrong).Single().ToString().ShouldBe(string.Create(
            CultureInfo.InvariantCulture, $"policy line {line}, means.hourMinutes: 'many' is not a whole number"));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        string wrong = National
            .Replace("hourMinutes: 45 ", "hourMinutes: 99 ", StringComparison.Ordinal)
            .Replace("silent: notice", "silent: loud", StringComparison.Ordinal)
            .Replace("hour: 300", "hour: -300", StringComparison.Ordinal)
            .Replace("guardPercent: 20 ", "# ", StringComparison.Ordinal);

        Faults(wrong).Select(fault => $"{fault.Path} '{fault.Value}' {fault.Reason}").ShouldBe(
        [
            "means.hourMinutes '99' is above 60",
            "oxygen.guardPercent '' is missing",
            "levels.silent 'loud' is not one of normal, notice, warning, exceeded",
            "limits[1].hour '-300' is not above 0",
        ]);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("# nothing", "the file is empty")]
    [InlineData("just words", "the file has no sections")]
    [InlineData("- a", "the file has no sections")]
    [InlineData("{ : [", "is no YAML")]
    [InlineData("a: 1\n---\nb: 2", "one document")]
    [InlineData("? [a]\n: 1", "name must be a word")]
    public void What_is_no_policy_is_refused(string yaml, string reason) =>
        Faults(yaml)[0].Reason.ShouldContain(reason);

    [Theory]
    [InlineData("version: a\nmeans:\n  hourMinutes: 45\n\tdayHours: 20\n", 4)]
    [InlineData("version: a\n\n\t# a comment\nmeans:\n  hourMinutes: 45\n  \tdayHours: 20\n", 6)]
    public void A_tab_that_indents_is_named_with_its_own_line(string yaml, int line) =>
        Faults(yaml)[0].Place.Line.ShouldBe(line);

    [Fact]
    public void A_text_nested_without_end_is_refused() =>
        Faults(new string('[', 100_000))[0].Reason.ShouldContain("nested too deep");

    [Fact]
    public void Any_text_is_a_policy_or_has_faults() =>
        Gen.Select(Gen.Int[0, National.Length - 1], Gen.Int[0, 40], Gen.String[0, 12]).Sample(
            (start, length, inserted) =>
            {
                string text = National.Remove(start, Math.Min(length, National.Length - start)).Insert(start, inserted);
                try
                {
                    PolicyFile.Parse(text);
                }
                catch (PolicyFileException e)
                {
                    e.Faults.ShouldNotBeEmpty();
                }
            },
            iter: 2_000);

    internal static IReadOnlyList<PolicyFault> Faults(string yaml) =>
        Should.Throw<PolicyFileException>(() => PolicyFile.Parse(yaml)).Faults;
}
