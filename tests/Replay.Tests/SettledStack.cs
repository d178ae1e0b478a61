using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests;

/// <summary>
/// The journal of a stack whose hours of 45 were settled under a daily limit of 50 ("one"), before one of 40 ("strict")
/// was put in force.
/// </summary>
static class SettledStack
{
    public static readonly TwinName Name = Point("MN1");

    public static PolicyBook Book { get; } = PolicyBook.Empty.With(Limited("one", 50)).With(Limited("strict", 40));

    public static PolicyIssue Limited(string version, int day) => Issue(version, yaml => yaml.Replace(
        "\nlimits:\n", $"\nlimits:\n  - {{ factor: a21026, day: {day}, clause: DB13/1, source: test }}\n",
        StringComparison.Ordinal));

    public static async Task Live(StoredTwins twins)
    {
        await twins.Register("MN1", hourLimit: 1000);
        for (int hour = 0; hour < BeijingTime.HoursPerDay; hour++)
            await twins.Hour("MN1", hour, 45);
        await twins.Hour("MN1", 34, 1);
        await twins.Append(Name, (new Ticked(At(37)), At(37)), (new PolicyPut("strict"), At(40)));
    }

    /// <summary>A sample of the authority in an hour of the settled day, told under the other policy.</summary>
    public static Task Sample(StoredTwins twins, decimal value) => twins.Append(Name, (new Marked(new Mark
    {
        Id = "s1",
        Code = MarkCode.ManualMonitoring,
        Factor = So2,
        Start = At(5),
        End = At(6),
        Source = MarkSource.Bureau,
        Author = "li",
        Sample = new ManualSample(SamplePurpose.Enforcement, value, Exact.None, "HJ 57-2017"),
    }), At(50)));

    static BeijingTime At(int hour) => Day.AddSeconds(hour * (long)BeijingTime.SecondsPerHour);
}
