namespace Qianliyan.Hj212;

/// <summary>
/// Command codes CN (命令编码): HJ 212-2017 table 9, and those of HJ 212-2025 known from secondary sources.
/// </summary>
public static class Commands
{
    public const int SetTimeout = 1000;
    public const int GetClock = 1011;
    public const int SetClock = 1012;
    public const int ClockNotice = 1013;
    public const int IssueKey = 1014;
    public const int GetRealtimeInterval = 1061;
    public const int SetRealtimeInterval = 1062;
    public const int GetMinuteInterval = 1063;
    public const int SetMinuteInterval = 1064;
    public const int SetPassword = 1072;
    public const int Realtime = 2011;
    public const int StopRealtime = 2012;
    public const int RawData = 2013;
    public const int DeviceState = 2021;
    public const int StopDeviceState = 2022;
    public const int Day = 2031;
    public const int DeviceRunTime = 2041;
    public const int Minute = 2051;
    public const int Hour = 2061;
    public const int PowerOn = 2081;

    /// <summary>Five-minute means of furnace temperature (2025); the time is the start of the five minutes.</summary>
    public const int FurnaceTemperature = 2111;

    public const int FieldInfo = 3020;
    public const int RequestAnswer = 9011;
    public const int ExecutionResult = 9012;
    public const int NoticeAnswer = 9013;
    public const int DataAnswer = 9014;
    public const int Heartbeat = 9015;

    /// <summary>Whether frames of this command carry readings upward and are answered by 9014.</summary>
    public static bool IsUpload(int command) =>
        command is (>= 2000 and <= 2999 and not StopRealtime and not StopDeviceState) or FieldInfo;

    /// <summary>Whether DataTime is the start of an interval; otherwise it is the moment of sampling.</summary>
    public static bool IsInterval(int command) =>
        command is Day or DeviceRunTime or Minute or Hour or FurnaceTemperature;

    public static bool IsAnswer(int command) => command is >= RequestAnswer and <= DataAnswer;
}
