using Microsoft.Extensions.Time.Testing;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Tests.Twins;

public sealed class PolicyLiftTests : IDisposable
{
    const string County = "version: county-1\nextends: national\nregion: \"130109\"\nmarks: { late: effective }\n";
    static readonly RegionCode Place = RegionCode.Parse("130109");
    static readonly TwinName Stack = TwinName.Of(new PointId("MN1", "31"));
    readonly string _directory = Directory.CreateTempSubdirectory("qianliyan-lift-").FullName;
    readonly FakeTimeProvider _time = new(BeijingTime.Of(2026, 3, 10, 10).ToDateTimeOffset());

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Twins_of_a_region_whose_policy_was_lifted_are_judged_by_the_one_above_from_their_next_entry_on()
    {
        await using CountySilo silo = await CountySilo.Start(_directory, _time, PolicyFile.NationalText);
        IPointGrain stack = silo.Grains.GetPoint(Stack.Id);
        await stack.Register(Named("a"));
        await silo.Policies.PutInForce(County, _ => null, "li", "trial", Token);
        await stack.Register(Named("b"));

        await silo.Policies.Lift(Place, "li", "back", Token);
        await stack.Register(Named("c"));

        (await PoliciesPut(silo)).ShouldBe(
            [$"{PolicyFile.National.Version}+county-1", PolicyFile.National.Version]);
        (await stack.Prove()).Holds.ShouldBeTrue();
    }

    static PointRecord Named(string name) => new()
    {
        Id = new PointId("MN1", "31"),
        Name = name,
        Kind = PointKind.FlueGas,
        Region = Place,
        Limits = [],
        MinuteInterval = 10,
    };

    static async Task<List<string>> PoliciesPut(CountySilo silo)
    {
        var versions = new List<string>();
        await foreach (JournalEntry entry in silo.Journal.ReadAsync(Stack.ToString(), 1, null, int.MaxValue, Token))
        {
            if (EntryCodec.Read((EntryKind)entry.Kind, entry.FormatVersion, entry.Payload.Span) is PolicyPut put)
                versions.Add(put.Version);
        }

        return versions;
    }
}
