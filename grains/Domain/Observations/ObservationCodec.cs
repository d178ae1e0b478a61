using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Observations;

/// <summary>
/// Observation, format 1: kind, data time, interval, resent, QN, then per reading the factor, a bit mask of what
/// follows, the flag and the values that are there.
/// </summary>
public static class ObservationCodec
{
    const int HasValue = 1, HasConverted = 2, HasMinimum = 4, HasMaximum = 8, HasTotal = 16, HasWord = 32,
        HasSentAs = 64;

    public static void Write(EntryWriter writer, Observation observation)
    {
        writer.Byte((byte)observation.Kind);
        writer.Time(observation.DataTime);
        writer.Unsigned((ulong)observation.IntervalMinutes);
        writer.Bool(observation.Resent);
        writer.Text(observation.RequestNumber);
        writer.Unsigned((ulong)observation.Readings.Length);
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
            Write(writer, in reading);
    }

    public static Observation Read(ref EntryReader reader)
    {
        var kind = (ObservationKind)reader.Byte();
        var dataTime = reader.Time();
        int interval = (int)reader.UnsignedUpTo(int.MaxValue);
        bool resent = reader.Bool();
        string? requestNumber = reader.Text();
        var readings = new Reading[reader.Count()];
        for (int i = 0; i < readings.Length; i++)
            readings[i] = ReadReading(ref reader);
        return new Observation
        {
            Kind = kind,
            DataTime = dataTime,
            IntervalMinutes = interval,
            Resent = resent,
            RequestNumber = requestNumber,
            Readings = readings,
        };
    }

    static void Write(EntryWriter writer, in Reading reading)
    {
        int mask = (reading.Value.HasValue ? HasValue : 0)
            | (reading.Converted.HasValue ? HasConverted : 0)
            | (reading.Minimum.HasValue ? HasMinimum : 0)
            | (reading.Maximum.HasValue ? HasMaximum : 0)
            | (reading.Total.HasValue ? HasTotal : 0)
            | (reading.Word.IsEmpty ? 0 : HasWord)
            | (reading.SentAs.IsEmpty ? 0 : HasSentAs);
        writer.Factor(reading.Factor);
        writer.Byte((byte)mask);
        writer.Byte((byte)reading.Flag);
        if ((mask & HasValue) != 0)
            writer.Exact(reading.Value);
        if ((mask & HasConverted) != 0)
            writer.Exact(reading.Converted);
        if ((mask & HasMinimum) != 0)
            writer.Exact(reading.Minimum);
        if ((mask & HasMaximum) != 0)
            writer.Exact(reading.Maximum);
        if ((mask & HasTotal) != 0)
            writer.Exact(reading.Total);
        if ((mask & HasWord) != 0)
            writer.Factor(reading.Word);
        if ((mask & HasSentAs) != 0)
            writer.Factor(reading.SentAs);
    }

    static Reading ReadReading(ref EntryReader reader)
    {
        FactorCode factor = reader.Factor();
        int mask = reader.Byte();
        var flag = (DataFlag)reader.Byte();
        return new Reading
        {
            Factor = factor,
            Flag = flag,
            Value = (mask & HasValue) != 0 ? reader.Exact() : default,
            Converted = (mask & HasConverted) != 0 ? reader.Exact() : default,
            Minimum = (mask & HasMinimum) != 0 ? reader.Exact() : default,
            Maximum = (mask & HasMaximum) != 0 ? reader.Exact() : default,
            Total = (mask & HasTotal) != 0 ? reader.Exact() : default,
            Word = (mask & HasWord) != 0 ? reader.Factor() : default,
            SentAs = (mask & HasSentAs) != 0 ? reader.Factor() : default,
        };
    }
}
