using Qianliyan.Storage.Frames;

namespace Qianliyan.Gateway;

/// <summary>
/// A frame that is no observation and is to be kept, and where its answer stands; length 0 without one.
/// </summary>
readonly record struct LoggedFrame(FrameRecord Record, int AnswerStart, int AnswerLength);
