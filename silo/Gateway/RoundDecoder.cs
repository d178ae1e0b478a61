using System.Buffers;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Observations;
using Qianliyan.Hj212;

namespace Qianliyan.Gateway;

/// <summary>
/// From the bytes that have arrived to the uploads, kept frames and answers of one round. Answers keep the order of the
/// frames.
/// </summary>
sealed class RoundDecoder(
    GatewayServices services, string peer, PointSenders senders, KeptFrames kept, AnswerBuffer answers)
{
    readonly FrameScanner _scanner = new(services.Options.MaxFrameBytes);
    PacketAssembler? _assembler;

    /// <summary>Bytes since the last accepted frame that are no frame or a refused one.</summary>
    public long BadBytesInARow { get; private set; }

    /// <returns>True when the round is full and there may be more in the buffer.</returns>
    public bool Decode(ref ReadOnlySequence<byte> buffer)
    {
        int frames = 0;
        long now = services.NowUnixMs();
        Message message = services.Messages.Get();
        try
        {
            while (frames < services.Options.MaxFramesAtATime && kept.GarbageBytes <= services.Options.MaxGarbageBytes)
            {
                ScanResult found = _scanner.Next(ref buffer);
                if (found.Kind == ScanKind.NeedMoreData)
                    return false;
                if (found.Kind == ScanKind.Garbage)
                {
                    kept.TakeGarbage(found);
                    BadBytesInARow += found.Length;
                }
                else
                {
                    frames++;
                    kept.EndGarbage(now);
                    Decode(found, message);
                    TakeFrame(found.Length, message, now);
                }
            }

            return true;
        }
        finally
        {
            kept.EndGarbage(now);
            services.Messages.Return(message);
        }
    }

    static void Decode(ScanResult found, Message message)
    {
        if (found.Slice.IsSingleSegment)
        {
            FrameDecoder.Decode(found.Slice.FirstSpan, message, found.Sticky);
            return;
        }

        int length = checked((int)found.Slice.Length);
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        found.Slice.CopyTo(rented);
        FrameDecoder.Decode(rented.AsSpan(0, length), message, found.Sticky);
        ArrayPool<byte>.Shared.Return(rented);
    }

    void TakeFrame(long length, Message message, long now)
    {
        if (message.Verdict != FrameVerdict.Accepted)
        {
            services.Instruments.Refused(message.Verdict);
            GatewayLog.Refused(services.Logger, peer, message.Reason);
            BadBytesInARow += length;
            kept.Take(message, FrameDisposition.Refused, message.Reason, now);
            return;
        }

        BadBytesInARow = 0;
        services.Instruments.Deviated(message.Deviations);
        if (ObservationMapper.KindOf(message.Command) is not { } kind)
            TakeOther(message, now);
        else if (senders.Of(message) is not { } sender)
            kept.Take(message, FrameDisposition.Refused, "MN or ST is missing or no identifier", now);
        else if (message.PacketCount > 1)
            TakePacket(sender, message, kind, now);
        else
            Enqueue(
                sender, message, message.Frame.ToArray(), ObservationMapper.Map(message, kind), now, answers.Length);
    }

    void Enqueue(
        PointSender sender, Message message, byte[] frames, Observation observation, long now, int answerStart)
    {
        Answers.TryWriteDue(answers.Writer, message);
        senders.Enqueue(sender, new PendingUpload(
            new Upload
            {
                Observation = observation,
                ArrivedAtUnixMs = now,
                Frame = frames,
                FrameHeader = sender.OriginOf(message, peer),
                Password = sender.PasswordOf(message),
            },
            answerStart,
            answers.Length - answerStart));
    }

    void TakePacket(PointSender sender, Message message, ObservationKind kind, long now)
    {
        _assembler ??= new PacketAssembler(maxSets: 16, maxAge: TimeSpan.FromMinutes(5));
        Message whole = services.Messages.Get();
        PacketOutcome outcome = _assembler.Offer(message, services.Time.GetUtcNow(), whole);
        int answerStart = answers.Length;
        switch (outcome)
        {
            case PacketOutcome.SelfContained:
                Enqueue(
                    sender, message, message.Frame.ToArray(), ObservationMapper.Map(message, kind), now, answerStart);
                break;
            case PacketOutcome.Complete:
                answers.Writer.Write(_assembler.WaitingAnswers);
                Enqueue(sender, message, _assembler.Frames, ObservationMapper.Map(whole, kind), now, answerStart);
                break;
            default:
                kept.Take(message, FrameDisposition.Unsupported, $"continuation packet, {outcome}", now);
                break;
        }

        services.Messages.Return(whole);
    }

    /// <summary>
    /// Heartbeats, notices and answers are the dialogue itself; every other frame is kept before it is answered.
    /// </summary>
    void TakeOther(Message message, long now)
    {
        int answerStart = answers.Length;
        Answers.TryWriteDue(answers.Writer, message);
        if (Commands.IsAnswer(message.Command) || message.Command is Commands.Heartbeat or Commands.ClockNotice)
        {
            services.Instruments.Frame(FrameDisposition.Unsupported);
            return;
        }

        string reason = $"command {message.Command} leads to no observation";
        int length = answers.Length - answerStart;
        if (length > 0 && senders.Of(message) is { } sender)
            kept.TakeUpload(sender, message, reason, now, answerStart, length);
        else
            kept.Take(message, FrameDisposition.Unsupported, reason, now, answerStart, length);
    }
}
