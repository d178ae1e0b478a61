using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Qianliyan.Storage.Clustering;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Tests.Clustering;

/// <summary>What the membership table must do over every backend.</summary>
public abstract class MembershipTableConformance
{
    static readonly DateTime Now = new(2026, 1, 1, 4, 0, 0, DateTimeKind.Utc);

    protected abstract IEntityStore Store { get; }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Table_never_initialized_is_an_error_and_not_an_empty_cluster() =>
        await Should.ThrowAsync<StorageUnavailableException>(() => TableOf("new").ReadAllAsync(Token));

    [Fact]
    public async Task Initializing_twice_keeps_the_version()
    {
        var table = await InitializedAsync();
        (await table.InsertRowAsync(Entry(1), await NextAsync(table), Token)).ShouldBeTrue();

        await table.InitializeMembershipTableAsync(true, Token);

        (await table.ReadAllAsync(Token)).Version.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Insert_writes_row_and_version_and_a_stale_version_leaves_no_trace()
    {
        var table = await InitializedAsync();
        var version = await NextAsync(table);

        (await table.InsertRowAsync(Entry(1), version, Token)).ShouldBeTrue();
        (await table.InsertRowAsync(Entry(2), version, Token)).ShouldBeFalse();
        (await table.InsertRowAsync(Entry(1), await NextAsync(table), Token)).ShouldBeFalse();

        var data = await table.ReadAllAsync(Token);
        data.Version.Version.ShouldBe(1);
        data.Version.VersionEtag.ShouldNotBe(version.VersionEtag);
        data.Members.ShouldHaveSingleItem().Item1.ToFullString().ShouldBe(Entry(1).ToFullString());
    }

    [Fact]
    public async Task Update_needs_the_rows_etag_and_replaces_the_whole_row()
    {
        var table = await InitializedAsync();
        var suspected = Entry(1);
        suspected.AddSuspector(Address(8), Now);
        suspected.AddSuspector(Address(9), Now.AddSeconds(1));
        await table.InsertRowAsync(suspected, await NextAsync(table), Token);
        var stored = (await table.ReadRowAsync(Address(1), Token)).Members.ShouldHaveSingleItem();
        stored.Item1.ToFullString().ShouldBe(suspected.ToFullString());

        (await table.UpdateRowAsync(Entry(1), "wrong", await NextAsync(table), Token)).ShouldBeFalse();
        (await table.UpdateRowAsync(Entry(2), stored.Item2, await NextAsync(table), Token)).ShouldBeFalse();
        (await table.UpdateRowAsync(Entry(1), stored.Item2, await NextAsync(table), Token)).ShouldBeTrue();
        (await table.UpdateRowAsync(Entry(1), stored.Item2, await NextAsync(table), Token)).ShouldBeFalse();

        var data = await table.ReadAllAsync(Token);
        data.Version.Version.ShouldBe(2);
        data.Members.ShouldHaveSingleItem().Item1.SuspectTimes.ShouldBeNull();
    }

    [Fact]
    public async Task Unknown_silo_reads_as_the_version_without_members()
    {
        var table = await InitializedAsync();
        await table.InsertRowAsync(Entry(11), await NextAsync(table), Token);

        var data = await table.ReadRowAsync(Address(1), Token);

        data.Members.ShouldBeEmpty();
        data.Version.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Time_of_life_changes_nothing_else()
    {
        var table = await InitializedAsync();
        await table.InsertRowAsync(Entry(1), await NextAsync(table), Token);
        var before = (await table.ReadAllAsync(Token)).Version;

        await table.UpdateIAmAliveAsync(new() { SiloAddress = Address(1), IAmAliveTime = Now.AddMinutes(5) }, Token);

        var data = await table.ReadAllAsync(Token);
        data.Version.ShouldBe(before);
        var expected = Entry(1);
        expected.IAmAliveTime = Now.AddMinutes(5);
        data.Members.ShouldHaveSingleItem().Item1.ToFullString().ShouldBe(expected.ToFullString());
    }

    [Fact]
    public async Task Cleanup_removes_every_old_silo_that_is_not_active_and_keeps_the_version()
    {
        var table = await InitializedAsync();
        SiloStatus[] statuses = [SiloStatus.Dead, SiloStatus.Active, SiloStatus.ShuttingDown, SiloStatus.Dead];
        for (var i = 0; i < statuses.Length; i++)
        {
            var entry = Entry(i);
            entry.Status = statuses[i];
            entry.IAmAliveTime = i == 3 ? Now.AddDays(8) : Now;
            await table.InsertRowAsync(entry, await NextAsync(table), Token);
        }

        await table.CleanupDefunctSiloEntriesAsync(new(Now.AddDays(7)), Token);

        var data = await table.ReadAllAsync(Token);
        data.Members.Select(member => member.Item1.SiloAddress).ShouldBe([Address(1), Address(3)], ignoreOrder: true);
        data.Version.Version.ShouldBe(4);
    }

    [Fact]
    public async Task Sixteen_silos_that_join_at_once_all_get_in_with_sixteen_versions()
    {
        var table = await InitializedAsync();

        await Task.WhenAll(Enumerable.Range(1, 16).Select(i => Task.Run(() => JoinAsync(table, i), Token)));

        var data = await table.ReadAllAsync(Token);
        data.Version.Version.ShouldBe(16);
        data.Members.Count.ShouldBe(16);
    }

    [Fact]
    public async Task Two_clusters_are_apart_and_deletion_takes_one_with_its_version()
    {
        var table = await InitializedAsync();
        var other = TableOf("other");
        await other.InitializeMembershipTableAsync(true, Token);
        await table.InsertRowAsync(Entry(1), await NextAsync(table), Token);

        (await other.ReadAllAsync(Token)).Members.ShouldBeEmpty();
        await other.DeleteMembershipTableEntriesAsync("other", Token);

        await Should.ThrowAsync<StorageUnavailableException>(() => other.ReadAllAsync(Token));
        (await table.ReadAllAsync(Token)).Members.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Gateways_are_the_active_silos_with_a_port()
    {
        var table = await InitializedAsync();
        MembershipEntry[] entries = [Entry(1), Entry(2), Entry(3)];
        entries[1].Status = SiloStatus.Dead;
        entries[2].ProxyPort = 0;
        foreach (var entry in entries)
        {
            await table.InsertRowAsync(entry, await NextAsync(table), Token);
        }

        var provider = new EntityGatewayListProvider(table, Options.Create(new GatewayOptions()));
        var gateways = await provider.GetGatewaysAsync(Token);

        gateways.ShouldHaveSingleItem().ToString().ShouldBe("gwy.tcp://10.0.0.1:30000/77");
    }

    static SiloAddress Address(int i) => SiloAddress.New(IPAddress.Parse($"10.0.0.{i}"), 11_111, 77);

    static MembershipEntry Entry(int i) => new()
    {
        SiloAddress = Address(i),
        Status = SiloStatus.Active,
        ProxyPort = 30_000,
        HostName = "host/#?",
        SiloName = $"silo{i}",
        RoleName = "role",
        UpdateZone = 1,
        FaultZone = 2,
        StartTime = Now,
        IAmAliveTime = Now.AddSeconds(1),
    };

    static async Task<TableVersion> NextAsync(EntityMembershipTable table) =>
        (await table.ReadAllAsync(Token)).Version.Next();

    static async Task JoinAsync(EntityMembershipTable table, int i)
    {
        while (!await table.InsertRowAsync(Entry(i), await NextAsync(table), Token))
        {
        }
    }

    async Task<EntityMembershipTable> InitializedAsync()
    {
        var table = TableOf("cluster/#?");
        await table.InitializeMembershipTableAsync(true, Token);
        (await table.ReadAllAsync(Token)).Version.Version.ShouldBe(0);
        return table;
    }

    EntityMembershipTable TableOf(string cluster) =>
        new(Store, Options.Create(new ClusterOptions { ClusterId = cluster }));
}
