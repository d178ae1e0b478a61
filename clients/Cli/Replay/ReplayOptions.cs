namespace Qianliyan.Cli.Replay;

/// <param name="Speed">Recorded seconds per real second; 0 is as fast as answers come.</param>
/// <param name="Connections">TCP connections to the gateway.</param>
/// <param name="Window">Frames of a connection that may wait for their answers.</param>
/// <param name="AnswerTimeout">How long an answer may take: HJ 212-2017 table 1 gives 10 s, three times.</param>
sealed record ReplayOptions(double Speed, int Connections, int Window, TimeSpan AnswerTimeout);
