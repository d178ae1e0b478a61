using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Twins;

/// <summary>The payload bytes of journal entries. Kind and format stand beside them in the journal row.</summary>
public static class EntryCodec
{
    /// <summary>The format that <see cref="Write"/> writes, of every kind.</summary>
    public const byte Format = 1;

    public static void Write(EntryWriter writer, EntryBody body)
    {
        switch (body)
        {
            case Observed observed:
                ObservationCodec.Write(writer, observed.Observation);
                break;
            case Signalled signalled:
                SignalCodec.Write(writer, signalled.Signal);
                break;
            case Ticked ticked:
                writer.Time(ticked.Now);
                if (ticked.ListeningSince.IsSet)
                    writer.Time(ticked.ListeningSince);
                break;
            case Listened listened:
                writer.Time(listened.Since);
                writer.Time(listened.Until);
                break;
            case Registered registered:
                RegistryCodec.Write(writer, registered.Record);
                break;
            case Ordered ordered:
                EmergencyOrder.Write(writer, ordered.Order);
                break;
            case Marked marked:
                MarkCodec.Write(writer, marked.Mark);
                break;
            case Acknowledged acknowledged:
                writer.Text(acknowledged.By);
                writer.Time(acknowledged.At);
                writer.Text(acknowledged.Finding);
                break;
            case PolicyPut put:
                writer.Text(put.Version);
                break;
            default:
                throw new InvalidOperationException($"{body.GetType().Name} has no bytes.");
        }
    }

    /// <exception cref="InvalidDataException">
    /// A kind or format that this version does not know, or bytes that end early.
    /// </exception>
    public static EntryBody Read(EntryKind kind, byte format, ReadOnlySpan<byte> payload)
    {
        if (format != Format)
            throw new InvalidDataException($"Entry of kind {kind} has format {format}; this version reads {Format}.");
        var reader = new EntryReader(payload);
        return kind switch
        {
            EntryKind.Observed => new Observed(ObservationCodec.Read(ref reader)),
            EntryKind.Signalled => new Signalled(SignalCodec.Read(ref reader)),
            EntryKind.Ticked => new Ticked(reader.Time(), reader.AtEnd ? default : reader.Time()),
            EntryKind.Listened => new Listened(reader.Time(), reader.Time()),
            EntryKind.Registered => new Registered(RegistryCodec.Read(ref reader)),
            EntryKind.Ordered => new Ordered(EmergencyOrder.Read(ref reader)),
            EntryKind.Marked => new Marked(MarkCodec.Read(ref reader)),
            EntryKind.Acknowledged => new Acknowledged(reader.Text() ?? "", reader.Time(), reader.Text() ?? ""),
            EntryKind.PolicyPut => new PolicyPut(reader.Text() ?? ""),
            _ => throw new InvalidDataException($"Entries of kind {kind} are unknown."),
        };
    }
}
