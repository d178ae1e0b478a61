using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

public sealed class SupervisionCommandTests
{
    const string Order = "enterprises/E1/orders/2026-3";
    const string Finding = "points/A-31:limit.hour:a21026:1773";

    [Fact]
    public async Task Acknowledge_of_a_twin_is_about_its_level_and_shows_who_stands()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("acknowledge", "points/A-31", "--by", "wang");

        run.ShouldBe(new CliRun(
            0, "points/A-31 at level warning: acknowledged by li, 2026-03-02 08:00:00\n", ""));
        server.Supervision.Acknowledged.Single().ShouldBe(
            new AcknowledgeRequest { Name = "points/A-31", Author = "wang" });
    }

    [Theory]
    [InlineData("points/A-31")]
    [InlineData("enterprises/E1", "--at", "enterprises/E1")]
    public async Task Acknowledge_of_a_finding_goes_to_its_twin_or_to_the_one_that_shows_it(
        string asked, params string[] at)
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(["acknowledge", Finding, "--by", "wang", .. at]);

        run.ShouldBe(new CliRun(0, $"{Finding}: acknowledged by li, 2026-03-02 08:00:00\n", ""));
        server.Supervision.Acknowledged.Single().ShouldBe(
            new AcknowledgeRequest { Name = asked, Finding = Finding, Author = "wang" });
    }

    [Fact]
    public async Task Acknowledge_fails_with_exit_code_1_where_there_is_nothing_to_take_note_of()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("acknowledge", "points/B-31", "--by", "wang");

        run.ShouldBe(new CliRun(1, "", "FailedPrecondition: points/B-31 stands at normal\n"));
    }

    [Fact]
    public async Task Order_is_given_with_Beijing_times_edited_withdrawn_and_listed_with_who_says_so()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun created = await server.Run(
            "order", "create", "E1", "2026-3", "--from", "2026-03-02T06:00", "--to", "2026-03-02T00:00:00Z", "--cut", "0.3",
            "--by", "li", "--reason", "orange");
        CliRun edited = await server.Run("order", "edit", Order, "--cut", "0.5", "--by", "wang", "--reason", "red");
        CliRun withdrawn = await server.Run("order", "withdraw", Order, "--by", "li", "--reason", "wind");
        CliRun list = await server.Run("order", "list", "E1");
        CliRun json = await server.Run("order", "get", Order, "--json");

        const string when = "2026-03-02 06:00:00 to 2026-03-02 08:00:00";
        const string last = $"{Order}  {when}, cut 0.5\n  taken back, revision 3, li, 2026-03-02 08:00:00: wind\n";
        created.ShouldBe(new CliRun(
            0, $"{Order}  {when}, cut 0.3\n  revision 1, li, 2026-03-02 08:00:00: orange\n", ""));
        edited.ShouldBe(new CliRun(
            0, $"{Order}  {when}, cut 0.5\n  revision 2, wang, 2026-03-02 08:00:00: red\n", ""));
        withdrawn.ShouldBe(new CliRun(0, last, ""));
        list.ShouldBe(new CliRun(0, last + "1 order\n", ""));
        EmergencyOrder.Parser.ParseJson(json.Out).ShouldBe(server.Supervision.Orders[^1]);
        (await server.Run("order", "edit", Order, "--cut", "0.4", "--by", "wang", "--reason", "calm")).ShouldBe(new CliRun(
            0, $"{Order}  {when}, cut 0.4\n  revision 4, wang, 2026-03-02 08:00:00: calm\n", ""));
    }

    [Fact]
    public async Task Order_that_somebody_else_edited_since_the_revision_meant_is_not_edited()
    {
        await using FakeServer server = await FakeServer.Start();
        await server.Run(
            "order", "create", "E1", "2026-3", "--from", "2026-03-02T06:00", "--to", "2026-03-02T08:00", "--cut", "0.3",
            "--by", "li", "--reason", "orange");
        await server.Run("order", "edit", Order, "--cut", "0.5", "--by", "wang", "--reason", "red", "--revision", "1");

        CliRun slower = await server.Run(
            "order", "edit", Order, "--cut", "0.4", "--by", "li", "--reason", "x", "--revision", "1");

        CliRun withdrawal = await server.Run(
            "order", "withdraw", Order, "--by", "li", "--reason", "x", "--revision", "1");

        slower.ShouldBe(new CliRun(1, "", $"Aborted: {Order} was edited by somebody else meanwhile\n"));
        withdrawal.ShouldBe(slower);
        server.Supervision.Orders[^1].Author.ShouldBe("wang");
    }
}
