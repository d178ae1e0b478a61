using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Hj212.Tests;

public sealed class PacketAssemblerTests
{
    static readonly DateTimeOffset Start = new(2024, 6, 1, 2, 0, 0, TimeSpan.Zero);

    readonly PacketAssembler _assembler = new(maxSets: 4, maxAge: TimeSpan.FromSeconds(60));
    readonly Message _whole = new();

    [Fact]
    public void Packets_with_their_own_DataTime_need_no_assembly()
    {
        Offer(Packet(1, 2, "DataTime=20240601010000;a21026-Avg=1")).ShouldBe(PacketOutcome.SelfContained);
        Offer(Packet(2, 2, "DataTime=20240601010000;a21002-Avg=2")).ShouldBe(PacketOutcome.SelfContained);
    }

    [Theory]
    [InlineData(1, 2, 3, false)]
    [InlineData(3, 2, 1, true)]
    [InlineData(2, 1, 3, false)]
    public void Continuations_are_joined_in_any_order_and_a_head_that_was_used_alone_is_not_repeated(
        int first, int second, int third, bool holdsHead)
    {
        string[] areas = ["DataTime=20240601010000;a21026-Avg=1;", "a21002-Avg=2,a21002-Flag=N", "a21005-Avg=3"];

        PacketOutcome last = PacketOutcome.Rejected;
        foreach (int number in (int[])[first, second, third])
            last = Offer(Packet(number, 3, areas[number - 1]));

        last.ShouldBe(PacketOutcome.Complete);
        _whole.Verdict.ShouldBe(FrameVerdict.Accepted);
        _whole.Deviations.ShouldBe(Deviations.None);
        _whole.DataTime.ShouldBe(BeijingTime.Of(2024, 6, 1, 1));
        (_whole.Factor("a21002").Value.Value, _whole.Factor("a21005").Value.Value).ShouldBe((2m, 3m));
        _whole.TryGetFactor(FactorCode.Parse("a21026"), out _).ShouldBe(holdsHead);
        Given.Text(_whole.Mn).ShouldBe("010000A8900016F000169DC0");
        _assembler.PendingSets.ShouldBe(0);
    }

    [Fact]
    public void The_frames_behind_a_whole_message_are_those_of_all_its_packets_by_number()
    {
        Message[] packets = [Packet(1, 2, "DataTime=20240601010000;a21026-Avg=1"), Packet(2, 2, "a21002-Avg=2")];
        string expected = string.Concat(packets.Select(packet => Given.Text(packet.Frame) + "\r\n"));

        Offer(packets[1]).ShouldBe(PacketOutcome.Waiting);
        Offer(packets[0]).ShouldBe(PacketOutcome.Complete);

        Given.Text(_assembler.Frames).ShouldBe(expected);
    }

    [Fact]
    public void Packets_under_another_password_are_not_joined()
    {
        Offer(Packet(2, 2, "a21002-Avg=2", password: "654321")).ShouldBe(PacketOutcome.Waiting);
        Offer(Packet(1, 2, "DataTime=20240601010000;a21026-Avg=1")).ShouldBe(PacketOutcome.SelfContained);
    }

    [Fact]
    public void A_packet_sent_twice_is_taken_once()
    {
        Offer(Packet(2, 3, "a21002-Avg=2")).ShouldBe(PacketOutcome.Waiting);
        Offer(Packet(2, 3, "a21002-Avg=2")).ShouldBe(PacketOutcome.Duplicate);
    }

    [Fact]
    public void Old_sets_are_given_up_and_counted()
    {
        Offer(Packet(2, 2, "a21002-Avg=2")).ShouldBe(PacketOutcome.Waiting);

        _assembler.Offer(Packet(1, 2, "DataTime=20240601010000"), Start.AddSeconds(61), _whole)
            .ShouldBe(PacketOutcome.SelfContained);

        _assembler.DroppedSets.ShouldBe(1);
    }

    [Fact]
    public void Only_so_many_sets_are_kept()
    {
        for (int i = 0; i < 10; i++)
            Offer(Packet(2, 2, "a21002-Avg=2", qn: $"2024060102000100{i}")).ShouldBe(PacketOutcome.Waiting);

        _assembler.PendingSets.ShouldBe(4);
        _assembler.DroppedSets.ShouldBe(6);
    }

    [Fact]
    public void Packet_numbers_out_of_reason_are_rejected()
    {
        Offer(Packet(3, 2, "a21002-Avg=2")).ShouldBe(PacketOutcome.Rejected);
        Offer(Packet(2, 999_999, "a21002-Avg=2")).ShouldBe(PacketOutcome.Rejected);
    }

    PacketOutcome Offer(Message packet) => _assembler.Offer(packet, Start, _whole);

    static Message Packet(
        int number, int count, string area, string qn = "20240601020001000", string password = "123456") =>
        Given.Decoded(
            $"QN={qn};ST=31;CN=2061;PW={password};MN=010000A8900016F000169DC0;Flag=6;"
            + $"PNUM={count};PNO={number};CP=&&{area}&&");
}
