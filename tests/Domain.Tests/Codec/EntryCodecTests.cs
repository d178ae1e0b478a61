using CsCheck;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Codec;

public sealed class EntryCodecTests
{
    [Fact]
    public void A_signal_survives_its_bytes() => Samples.Signals.Sample(signal => Survives(new Signalled(signal)));

    [Fact]
    public void A_registry_record_survives_its_bytes() =>
        Samples.Records.Sample(record => Survives(new Registered(record)));

    [Fact]
    public void A_tick_survives_its_bytes() =>
        Gen.Long[-1_000_000_000, 5_000_000_000].Sample(seconds => Survives(new Ticked(new BeijingTime(seconds))));

    [Fact]
    public void So_do_one_of_a_silo_that_was_started_and_the_clock_of_a_region() =>
        Gen.Select(Gen.Long[1, 5_000_000_000], Gen.Long[1, 5_000_000_000]).Sample((since, now) =>
        {
            Survives(new Ticked(new BeijingTime(now), new BeijingTime(since)));
            Survives(new Listened(new BeijingTime(since), new BeijingTime(now)));
        });

    [Fact]
    public void A_mark_survives_its_bytes() => Samples.Marks.Sample(mark => Survives(new Marked(mark)));

    [Fact]
    public void Counts_of_a_region_survive_their_bytes() =>
        Samples.Counts.Sample(kinds =>
        {
            var writer = new EntryWriter();
            SignalCodec.WriteBody(writer, new RegionCounted(new RosterCounts { Kinds = kinds }));
            var reader = new EntryReader(writer.WrittenSpan);

            ((RegionCounted)SignalCodec.ReadBody(ref reader)).Counts.Kinds.ShouldBe(kinds);
            reader.AtEnd.ShouldBeTrue();
        });

    [Fact]
    public void A_password_survives_and_never_prints()
    {
        var record = new Registered(Golden.Point with { Password = new DevicePassword("s3cret") });
        var read = (Registered)EntryCodec.Read(EntryKind.Registered, EntryCodec.Format, BytesOf(record));

        ((PointRecord)read.Record).Password!.Value.Matches("s3cret"u8).ShouldBeTrue();
        read.ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public void Cut_bytes_are_refused()
    {
        foreach (EntryBody body in (EntryBody[])
            [.. Golden.Bodies.Select(Golden.Signalled), .. Golden.Records.Select(record => new Registered(record)),
             new Marked(Golden.Mark)])
        {
            byte[] bytes = BytesOf(body);
            for (int length = 0; length < bytes.Length; length++)
            {
                Should.Throw<InvalidDataException>(
                    () => EntryCodec.Read(body.Kind, EntryCodec.Format, bytes.AsSpan(0, length)),
                    $"{length} bytes of {body}");
            }
        }
    }

    [Fact]
    public void A_kind_or_format_of_the_future_is_refused()
    {
        Should.Throw<InvalidDataException>(() => EntryCodec.Read((EntryKind)99, EntryCodec.Format, [0]));
        Should.Throw<InvalidDataException>(() => EntryCodec.Read(EntryKind.Ticked, 2, [0]));
        Should.Throw<InvalidDataException>(() => EntryCodec.Read(EntryKind.Registered, EntryCodec.Format, [9, 1]));
        Should.Throw<InvalidDataException>(() => EntryCodec.Read(EntryKind.Registered, EntryCodec.Format, [1, 99]));
        Should.Throw<InvalidDataException>(() =>
        {
            var reader = new EntryReader([99]);
            SignalCodec.ReadBody(ref reader);
        });
    }

    internal static byte[] BytesOf(EntryBody body)
    {
        var writer = new EntryWriter();
        EntryCodec.Write(writer, body);
        return writer.ToArray();
    }

    static void Survives(EntryBody body)
    {
        byte[] bytes = BytesOf(body);
        EntryBody read = EntryCodec.Read(body.Kind, EntryCodec.Format, bytes);

        read.ShouldBe(body);
        BytesOf(read).ShouldBe(bytes);
    }
}
