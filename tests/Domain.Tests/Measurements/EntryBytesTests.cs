using CsCheck;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Measurements;

public sealed class EntryBytesTests
{
    static readonly Gen<FactorCode> Codes =
        Gen.Char['!', '~'].Array[1, 8].Select(chars => FactorCode.Parse(new string(chars)));

    static readonly Gen<Exact> Values = Gen.OneOf(Gen.Const(Exact.None), ExactTests.Decimals.Select(Exact.From));

    static readonly Gen<BeijingTime> Times = Gen.Long[-1_000_000_000, 5_000_000_000].Select(
        seconds => new BeijingTime(seconds));

    static readonly Gen<Reading> Readings =
        Gen.Select(
            Codes, Values, Values, Gen.Byte, Gen.Select(Values, Values, Values),
            Gen.OneOf(Codes, Gen.Const(default(FactorCode))))
            .Select((code, value, converted, flag, others, word) => new Reading
            {
                Factor = code,
                Value = value,
                Converted = converted,
                Flag = (DataFlag)flag,
                Minimum = others.Item1,
                Maximum = others.Item2,
                Total = others.Item3,
                Word = word,
            });

    static readonly Gen<Observation> Observations =
        Gen.Select(
            Gen.Int[1, 8], Times, Gen.Int[0, 60], Gen.Bool,
            Gen.OneOf(Gen.Const((string?)null), Gen.String.Select(text => (string?)text)), Readings.Array[0, 12])
            .Select((kind, time, interval, resent, number, readings) => new Observation
            {
                Kind = (ObservationKind)kind,
                DataTime = time,
                IntervalMinutes = interval,
                Resent = resent,
                RequestNumber = number,
                Readings = readings,
            });

    [Fact]
    public void Every_primitive_survives_its_bytes() =>
        Gen.Select(
            Gen.ULong, Gen.Long, Gen.Int, Gen.Byte.Array, Gen.String[Gen.Char.AlphaNumeric, 0, 40], Codes, Values,
            Times)
            .Sample((unsigned, signed, number, bytes, text, code, value, time) =>
            {
                var writer = new EntryWriter(capacity: 1);
                writer.Unsigned(unsigned);
                writer.Signed(signed);
                writer.Int(number);
                writer.Bytes(bytes);
                writer.Text(text);
                writer.Text(null);
                writer.Text("");
                writer.Factor(code);
                writer.Factor(default);
                writer.Exact(value);
                writer.Time(time);
                writer.Bool(true);
                var reader = new EntryReader(writer.WrittenSpan);
                return reader.Unsigned() == unsigned && reader.Signed() == signed && reader.Int() == number
                    && reader.Bytes().SequenceEqual(bytes) && reader.Text() == text && reader.Text() is null
                    && reader.Text() is "" && reader.Factor() == code && reader.Factor().IsEmpty
                    && reader.Exact().Bits == value.Bits && reader.Time() == time && reader.Bool() && reader.AtEnd;
            });

    [Fact]
    public void The_layout_of_numbers_is_fixed()
    {
        var writer = new EntryWriter();
        writer.Unsigned(300);
        writer.Signed(-2);
        writer.Exact(80.1m);
        writer.Factor(FactorCode.Parse("a21026"));
        writer.Text("炉");

        // 300 = AC 02; zigzag(-2) = 3; scale 1 + 1, zigzag(801) = 1602 = C2 0C; length and ASCII; length + 1 and UTF-8.
        Convert.ToHexString(writer.WrittenSpan).ShouldBe("AC02" + "03" + "02C20C" + "06613231303236" + "04E78289");
    }

    [Fact]
    public void An_observation_survives_its_bytes_and_cut_bytes_are_refused() =>
        Observations.Sample(observation =>
        {
            byte[] bytes = BytesOf(new Observed(observation));
            var read = (Observed)EntryCodec.Read(EntryKind.Observed, EntryCodec.Format, bytes);

            (read.Observation with { Readings = observation.Readings }).ShouldBe(observation);
            read.Observation.Readings.ShouldBe(observation.Readings);
            for (int length = 0; length < bytes.Length; length++)
                Should.Throw<InvalidDataException>(
                    () => EntryCodec.Read(EntryKind.Observed, EntryCodec.Format, bytes.AsSpan(0, length)));
        });

    [Fact]
    public void A_cut_snapshot_or_page_is_refused()
    {
        var point = new Points.PointHost();
        point.Minutes(8, 0, 60, Points.PointHost.Value(Points.PointHost.So2, 80.1m));
        point.Instant(Points.PointHost.At(9, 1), Points.PointHost.Value(Points.PointHost.O2, 9));
        var fold = new PointFold();
        byte[] snapshot = point.Host.Snapshot();

        for (int length = 0; length < snapshot.Length; length++)
        {
            Should.Throw<InvalidDataException>(() =>
            {
                var reader = new EntryReader(snapshot.AsSpan(0, length));
                fold.ReadState(Points.PointHost.GasPoint, ref reader);
            });
        }

        foreach ((string id, byte[] page) in point.Host.Pages())
        {
            for (int length = 0; length < page.Length; length++)
            {
                Should.Throw<InvalidDataException>(() =>
                {
                    var reader = new EntryReader(page.AsSpan(0, length));
                    fold.ReadPage(PageId.Parse(id), ref reader);
                });
            }
        }
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_by_every_primitive() =>
        Gen.Byte.Array[0, 30].Sample(bytes =>
        {
            Refuses(bytes, static (ref EntryReader reader) => reader.Unsigned());
            Refuses(bytes, static (ref EntryReader reader) => reader.Int());
            Refuses(bytes, static (ref EntryReader reader) => reader.Text());
            Refuses(bytes, static (ref EntryReader reader) => reader.Bytes());
            Refuses(bytes, static (ref EntryReader reader) => reader.Factor());
            Refuses(bytes, static (ref EntryReader reader) => reader.Exact());
            Refuses(bytes, static (ref EntryReader reader) => reader.Count());
            Refuses(bytes, static (ref EntryReader reader) => ExactSum.Read(ref reader));
            Refuses(bytes, static (ref EntryReader reader) => HourPage.Read(ref reader));
            Refuses(bytes, static (ref EntryReader reader) => DayPage.Read(ref reader));
        });

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFFF7F")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF01")]
    [InlineData("80")]
    [InlineData("")]
    public void A_number_of_more_than_64_bits_or_without_end_is_refused(string bytes) =>
        Should.Throw<InvalidDataException>(() => new EntryReader(Convert.FromHexString(bytes)).Unsigned());

    delegate void Step(ref EntryReader reader);

    static void Refuses(byte[] bytes, Step step)
    {
        var reader = new EntryReader(bytes);
        try
        {
            while (!reader.AtEnd)
                step(ref reader);
        }
        catch (InvalidDataException e)
        {
            e.Message.ShouldNotBeEmpty();
        }
    }

    static byte[] BytesOf(EntryBody body)
    {
        var writer = new EntryWriter();
        EntryCodec.Write(writer, body);
        return writer.ToArray();
    }
}
