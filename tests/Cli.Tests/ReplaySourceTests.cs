using System.Text;
using Qianliyan.Cli.Replay;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Registry;

namespace Qianliyan.Cli.Tests;

public sealed class ReplaySourceTests
{
    [Fact]
    public void Airbox_sends_every_row_and_counts_12_849_repeats()
    {
        var tally = new ReplayTally();

        List<ReplayItem> items = [.. new AirboxSource(SharedData.Require("airbox_raw_minutes_2018")).Read(tally)];

        items.Count.ShouldBe(28_857 + 30_923);
        tally.Counts["repeats of a device and time (sent)"].ShouldBe(12_849);
        tally.Counts["rows without a valid position (sent)"].ShouldBe(1_410);
        items.Zip(items.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At);
        Verdicts(items).ShouldBe([FrameVerdict.Accepted]);
    }

    [Fact]
    public void Cnemc_hour_is_labelled_by_its_end_in_the_data_and_by_its_start_in_the_frame()
    {
        var message = new Message();

        ReplayItem item = new CnemcSource(SharedData.Require("cnemc_hourly_2019")).Read(new ReplayTally()).First();

        FrameDecoder.Decode(item.Frame, message).ShouldBe(FrameVerdict.Accepted);
        item.At.ShouldBe(BeijingTime.Of(2019, 11, 1));
        message.DataTime.ShouldBe(BeijingTime.Of(2019, 10, 31, 23));
        Encoding.ASCII.GetString(message.Mn).ShouldBe("CNEMC1001A");
        message.Command.ShouldBe(Commands.Hour);
        message.TryGetFactor(Domain.Measurements.FactorCode.Parse("a21005"), out FactorField co).ShouldBeTrue();
        co.Value.Value.ShouldBe(2.1m);
    }

    [Fact]
    public void Cnemc_counts_15_103_rows_with_PM25_over_PM10_of_313_445()
    {
        var tally = new ReplayTally();

        int sent = new CnemcSource(SharedData.Require("cnemc_hourly_2019")).Read(tally).Count();

        long empty = tally.Counts.GetValueOrDefault("rows without any value (not sent)");
        (sent + empty).ShouldBe(313_445);
        tally.Counts["PM2.5 over PM10 (sent as published)"].ShouldBe(15_103);
    }

    [Fact]
    public void Dialogue_goes_out_byte_for_byte_and_keeps_to_what_the_station_uploaded()
    {
        var tally = new ReplayTally();

        List<ReplayItem> items = [.. new DialogueSource(SharedData.Require("hj212_dialogue")).Read(tally)];

        items.Count(item => CommandOf(item) == Commands.Realtime).ShouldBe(2_210);
        items.Count(item => CommandOf(item) == Commands.PowerOn).ShouldBe(87);
        tally.Counts["lines of the centre (not sent)"].ShouldBeGreaterThanOrEqualTo(2_118);
        tally.Counts["clock more than a year behind the rest (sent)"].ShouldBeGreaterThan(0);
        Encoding.UTF8.GetString(items[0].Frame).ShouldEndWith("12C0\r\n");
        Verdicts(items).ShouldBe([FrameVerdict.Accepted]);
    }

    [Theory]
    [InlineData("airbox", 1_295, 51, 22)]
    [InlineData("cnemc", 247, 4, 22)]
    [InlineData("dialogue", 1, 1, 21)]
    public void Points_of_a_set_are_accepted_by_the_registry(string name, int points, int withoutPosition, int system)
    {
        ReplaySet set = ReplaySet.All.Single(each => each.Name == name);
        IReplaySource source = set.Open(SharedData.Require(set.Folder));
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes(source.RegistryCsv()));

        ImportResult<PointRecord> read = RegistryImport.Points(
            csv, new ImportOptions { Grid = new GridProjection() }, TestContext.Current.CancellationToken);

        read.HasErrors.ShouldBeFalse();
        read.Problems.Count.ShouldBe(withoutPosition);
        read.Problems.ShouldAllBe(problem => problem.Reason.StartsWith("no position"));
        read.Accepted.Count.ShouldBe(points);
        read.Accepted.ShouldAllBe(point => point.Id.St == $"{system}");
        HashSet<string> known = [.. read.Accepted.Select(point => point.Id.Mn)];
        source.Read(new ReplayTally()).Select(item => item.Device).Distinct().ShouldBeSubsetOf(known);
    }

    [Fact]
    public void Set_that_is_not_there_is_named()
    {
        var missing = Should.Throw<DirectoryNotFoundException>(() => ReplaySet.All[0].In("nowhere"));

        missing.Message.ShouldContain(Path.Combine("nowhere", "hj212_dialogue"));
    }

    static IEnumerable<FrameVerdict> Verdicts(IEnumerable<ReplayItem> items)
    {
        var message = new Message();
        return items.Select(item => FrameDecoder.Decode(item.Frame, message)).Distinct();
    }

    static int CommandOf(ReplayItem item)
    {
        var message = new Message();
        FrameDecoder.Decode(item.Frame, message);
        return message.Command;
    }
}
