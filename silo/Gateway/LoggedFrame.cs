using Qianliyan.Domain.Registry;
using Qianliyan.Storage.Frames;

namespace Qianliyan.Gateway;

/// <summary>
/// A frame that is no observation and is to be kept, and where its answer stands; length 0 without one.
/// </summary>
/// <param name="Record">What is kept.</param>
/// <param name="AnswerStart">Where its answer stands in the answers of the round.</param>
/// <param name="AnswerLength">Bytes of its answer.</param>
/// <param name="Sender">The point that must admit the device first; null when nobody is to be asked.</param>
/// <param name="Password">What the device sent as PW. A secret: never log it.</param>
readonly record struct LoggedFrame(
    FrameRecord Record, int AnswerStart, int AnswerLength, PointSender? Sender = null, DevicePassword Password = default);
