using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Policies;

public sealed class PolicyFileTests
{
    internal static string National
    {
        get
        {
            using Stream stream = typeof(PolicyFile).Assembly.GetManifestResourceStream(
                "Qianliyan.Domain.Policies.national.yaml")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

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
        policy.Limits.ShouldBeEmpty();
    }

    [Fact]
    public void Limits_of_a_policy_are_read()
    {
        Policy policy = PolicyFile.Parse(National.Replace(
            "limits: []", "limits:\n  - { factor: a21026, systems: [\"31\", \"51\"], hour: 100, day: 80.5, clause: DB11 }", StringComparison.Ordinal));

        PolicyLimit limit = policy.Limits.Single();
        limit.Systems.ShouldBe(["31", "51"]);
        (limit.Hour, limit.Day, limit.Clause).ShouldBe((100m, 80.5m, "DB11"));
    }

    [Theory]
    [InlineData("  hourMinutes: 45", "  hourMinuets: 45", "hourMinuets")]
    [InlineData("  dayHours: 20", "  # dayHours: 20", "dayHours")]
    [InlineData("version: national-2026.1", "", "version")]
    [InlineData("hourMinutes: 45", "hourMinutes: many", "hourMinutes")]
    [InlineData("gasNormalShare: 0.75", "gasNormalShare: three quarters", "gasNormalShare")]
    [InlineData("realTimeOver: notice", "realTimeOver: alarming", "realTimeOver")]
    [InlineData("realTimeOver: notice", "realTimeOver: 9", "realTimeOver")]
    [InlineData("factor: a19001", "factor: a190010000", "factor")]
    [InlineData("limits: []", "limits:", "limits")]
    [InlineData("limits: []", "limits: []\nversion: other", "version")]
    [InlineData("exceeded: 150, source", "source", "exceeded")]
    public void What_is_wrong_is_named_with_line_and_field(string text, string replacement, string field)
    {
        National.ShouldContain(text);

        var thrown = Should.Throw<InvalidDataException>(
            () => PolicyFile.Parse(National.Replace(text, replacement, StringComparison.Ordinal)));

        thrown.Message.ShouldMatch("line [0-9]+");
        thrown.Message.ShouldContain(field);
    }

    [Fact]
    public void The_line_named_is_that_of_the_wrong_value()
    {
        string wrong = National.Replace("hourMinutes: 45", "hourMinutes: many", StringComparison.Ordinal);
        int line = 1 + wrong[..wrong.IndexOf("many", StringComparison.Ordinal)].Count(c => c == '\n');

        Should.Throw<InvalidDataException>(() => PolicyFile.Parse(wrong)).Message
            .ShouldContain(string.Create(CultureInfo.InvariantCulture, $"line {line}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("just words")]
    [InlineData("{ : [")]
    public void What_is_no_policy_is_refused(string yaml) =>
        Should.Throw<InvalidDataException>(() => PolicyFile.Parse(yaml));
}
